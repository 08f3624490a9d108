package io.aiorevisited.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Stopping;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.harness.command.BesideTheClasses;
import io.aiorevisited.harness.places.ScratchPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncementTest {

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  @Test
  void shouldSayPilotRuleMaximumAndBudgetOfARunThatEndsByItsRule() {
    assertThat(lines(new Stopping(Stopping.Rule.HALF_WIDTH_BELOW_HALF_MARGIN, 10, 5)))
        .anyMatch(line -> line.contains("pilot of 10; ") && line.contains("at most 30"))
        .anyMatch(line -> line.startsWith("  end ") && line.contains("within +-1.5 %"))
        .anyMatch(line -> line.startsWith("  time     the pilot about "))
        .anyMatch(line -> line.startsWith("  budget   4 h (--budget)"));
  }

  @Test
  void shouldSayRoundsAndTimeOfARunThatHasAFixedNumber() {
    assertThat(lines(null))
        .anyMatch(line -> line.contains("rounds   30 = 960 trials"))
        .anyMatch(
            line ->
                line.contains("budget   4 h (--budget)") && line.contains("but for the first 6"))
        .noneMatch(line -> line.contains("pilot"));
  }

  private List<String> lines(Stopping stopping) {
    Plan plan = new GeneratedRun(1).rounds(30).manifest().plan();
    return Announcement.lines(
        TestRecords.plan(
            plan.profile(),
            plan.seed(),
            plan.rounds(),
            plan.warmupPasses(),
            plan.measuredPasses(),
            plan.referenceEngine(),
            plan.marginRatio(),
            plan.confidence(),
            plan.verify(),
            plan.targetPath(),
            plan.cells(),
            plan.family(),
            stopping),
        new GeneratedRun(1).manifest().host(),
        new Budget(Duration.ofHours(4), 6),
        Profiling.NONE,
        ScratchPlace.inRunFolder(directory.resolve("run")));
  }
}
