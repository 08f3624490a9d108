package io.aiorevisited.reports;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.RunManifest;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.reports.section.AgreementSection;
import io.aiorevisited.reports.section.AnswerSection;
import io.aiorevisited.reports.section.ClaimSection;
import io.aiorevisited.reports.section.DepthSection;
import io.aiorevisited.reports.section.LatencySection;
import io.aiorevisited.reports.section.SettingSection;
import io.aiorevisited.reports.section.SureSection;
import io.aiorevisited.reports.section.ThroughputSection;
import io.aiorevisited.reports.section.VarianceSection;
import io.aiorevisited.reports.section.VerdictSection;
import io.aiorevisited.reports.section.WarningSection;
import io.aiorevisited.reports.section.cpu.CpuTables;
import io.aiorevisited.reports.section.cpu.DaemonSection;
import io.aiorevisited.reports.section.cpu.GuestSection;
import io.aiorevisited.reports.section.cpu.ProfileSection;
import io.aiorevisited.reports.text.Figures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works out what the page of a run shows. */
final class RunPages {

  private final RunAnalysis analysis;
  private final Optional<String> chartsMissing;

  private RunPages(RunAnalysis analysis, Optional<String> chartsMissing) {
    this.chartsMissing = chartsMissing;
    this.analysis = analysis;
  }

  static RunPage of(RunAnalysis analysis, Optional<String> chartsMissing) {
    return new RunPages(analysis, chartsMissing).model();
  }

  private RunPage model() {
    RunManifest manifest = analysis.manifest();
    boolean profilesOnly = analysis.trials().isEmpty() && ProfileSection.of(analysis).isPresent();
    return new RunPage(
        manifest.host().hostname(),
        manifest.createdAt(),
        manifest.plan().profile(),
        "./run.sh " + String.join(" ", manifest.commandLine()),
        trialsInWords(analysis.trials()),
        Figures.roundPercent(manifest.plan().confidence()),
        profilesOnly,
        AnswerSection.of(analysis),
        SureSection.of(analysis),
        VerdictSection.of(analysis, chartsMissing.isEmpty()),
        AgreementSection.of(analysis),
        DaemonSection.of(analysis),
        GuestSection.of(analysis),
        ThroughputSection.of(analysis, chartsMissing.isEmpty()),
        chartsMissing.isPresent() ? null : DepthSection.of(analysis).orElse(null),
        LatencySection.of(analysis, chartsMissing.isEmpty()),
        CpuTables.of(analysis, chartsMissing.isEmpty()).orElse(null),
        ProfileSection.of(analysis).orElse(null),
        VarianceSection.of(analysis, chartsMissing.isEmpty()),
        ClaimSection.rows(analysis),
        ClaimSection.ofLiterature(analysis),
        WarningSection.of(analysis),
        chartsMissing.orElse(null),
        SettingSection.ofHost(manifest.host()),
        profilesOnly
            ? SettingSection.ofProfiles(manifest.plan())
            : SettingSection.ofPlan(manifest.plan()),
        Stream.concat(
                SettingSection.ofVersions(manifest.versions()).stream(),
                SettingSection.ofCallCost(analysis.folder()).stream())
            .toList());
  }

  private static String trialsInWords(List<TrialRecord> trials) {
    if (trials.isEmpty()) {
      return "no trial";
    }
    return trials.stream()
        .collect(Collectors.groupingBy(TrialRecord::status, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.<TrialStatus, Long>comparingByKey())
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", ", trials.size() + " trials: ", ""));
  }
}
