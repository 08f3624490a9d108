package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.Arm;
import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Host;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.RecordProblem;
import io.aiorevisited.analysis.stats.verdict.ControlArm;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import io.aiorevisited.analysis.stats.verdict.VerdictRule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds what stands between a reader and the figures, the gravest first. */
public final class WarningSection {

  private static final int LINES_NAMED = 20;

  private final RunAnalysis analysis;
  private final CellNames names;
  private final List<Warning> warnings = new ArrayList<>();

  private WarningSection(RunAnalysis analysis) {
    this.analysis = analysis;
    this.names = CellNames.of(analysis.manifest().plan());
  }

  public static List<Warning> of(RunAnalysis analysis) {
    WarningSection warnings = new WarningSection(analysis);
    warnings.damagedLines();
    warnings.cells();
    warnings.invalid();
    warnings.control();
    warnings.tooFewRounds();
    warnings.ledger();
    warnings.host();
    return List.copyOf(warnings.warnings);
  }

  private void add(String seen, String cause, String next) {
    add(seen, cause, next, List.of());
  }

  private void add(String seen, String cause, String next, List<String> details) {
    warnings.add(new Warning(seen, cause, next, details));
  }

  private void damagedLines() {
    List<RecordProblem> problems = analysis.problems();
    if (!problems.isEmpty()) {
      add(
          count(problems.size(), "line of the records is", "lines of the records are")
              + " unsound and left out.",
          "A run that was cut off, a file that was edited, or journals that were joined.",
          "The sound rest is reported. Measure again if the missing trials matter.",
          problems.stream().limit(LINES_NAMED).map(RecordProblem::toString).toList());
    }
  }

  private void cells() {
    Map<TrialStatus, List<String>> unusable = new EnumMap<>(TrialStatus.class);
    List<String> lossy = new ArrayList<>();
    int lost = 0;
    int notRun = 0;
    for (CellResult result : analysis.estimates().all()) {
      if (result instanceof CellResult.Unusable word) {
        unusable
            .computeIfAbsent(word.status(), status -> new ArrayList<>())
            .add(name(word.arm()) + ": " + word.reason());
      } else if (result instanceof CellResult.Measured measured && !measured.lost().isEmpty()) {
        lost += measured.lost().size();
        lossy.add(
            name(measured.arm())
                + ": "
                + measured.lost().size()
                + " of "
                + (measured.lost().size() + measured.trials().size())
                + ", "
                + measured.lost().get(0).reason());
      } else if (result instanceof CellResult.NotRun) {
        notRun++;
      }
    }
    unusable.forEach(
        (status, cells) ->
            add(
                count(cells.size(), "cell is ", "cells are ") + status + ".",
                causeOf(status),
                nextFor(status),
                cells));
    if (lost > 0) {
      add(
          count(lost, "trial was", "trials were")
              + " lost in "
              + count(lossy.size(), "cell.", "cells."),
          "The lost trials might have been the slow ones.",
          "Figures are of the others; each cost the verdict its block.",
          lossy);
    }
    if (notRun > 0) {
      add(
          count(notRun, "planned cell has", "planned cells have") + " no sound trial.",
          "The run was cut off, or its records are damaged.",
          "Take the run up again with ./run.sh resume, or measure again.");
    }
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  private static String causeOf(TrialStatus status) {
    return switch (status) {
      case INVALID -> "The figure would be of something other than what was asked for.";
      case UNSUPPORTED -> "This kernel, file system or Java does not offer it.";
      default -> "An error of the device or the system while it was measured.";
    };
  }

  private static String nextFor(TrialStatus status) {
    return status == TrialStatus.UNSUPPORTED
        ? "Do what the reason says, or leave the engine out with --engines."
        : "See ./run.sh doctor for the target, fix the cause and measure again.";
  }

  private void control() {
    List<String> rejecting =
        analysis.conditions().stream()
            .filter(c -> analysis.control(c).map(ControlArm::rejects).orElse(false))
            .map(names::label)
            .toList();
    if (!rejecting.isEmpty()) {
      add(
          "The reference differs from itself in "
              + count(rejecting.size(), "cell", "cells")
              + " (control arm, p adjusted for the run below "
              + ControlArm.ALPHA
              + ").",
          "Something else used the machine or the disk, or chance: one run in fifty.",
          "These cells have no verdict. Quieten the machine and measure again.",
          rejecting);
    }
  }

  private void invalid() {
    List<String> reasons =
        Stream.concat(analysis.verdicts().stream(), analysis.cpuVerdicts().stream())
            .filter(v -> v.comparison().verdict() == Verdict.INVALID)
            .map(
                v ->
                    v.engine()
                        + ", "
                        + names.label(v.condition().withEngine(v.engine()), analysis.inFlight())
                        + ", "
                        + v.metric().words()
                        + ": "
                        + String.join("; ", v.comparison().reasons()))
            .toList();
    if (!reasons.isEmpty()) {
      add(
          count(reasons.size(), "comparison is", "comparisons are") + " INVALID.",
          "Trials were lost, or the reference or the ratio did not hold still.",
          "These have no verdict. See the reasons, and measure again.",
          reasons);
    }
  }

  private void tooFewRounds() {
    boolean few =
        !analysis.verdicts().isEmpty()
            && analysis.verdicts().stream()
                .allMatch(
                    j ->
                        j.comparison().verdict() == Verdict.TOO_FEW_ROUNDS
                            || j.comparison().verdict() == Verdict.INVALID);
    if (few && analysis.roundsSeen() < VerdictRule.MIN_ROUNDS) {
      add(
          "The run has "
              + analysis.roundsSeen()
              + (analysis.roundsSeen() == 1 ? " round" : " rounds")
              + ", and a verdict takes "
              + VerdictRule.MIN_ROUNDS
              + ".",
          "A short profile, or a run that was cut off.",
          "Measure with --profile quick or longer.");
    }
  }

  private void ledger() {
    long off =
        analysis.trials().stream()
            .flatMap(trial -> trial.passes().stream())
            .map(PassRecord::cpu)
            .filter(cpu -> cpu != null && !cpu.addsUp())
            .count();
    if (off > 0) {
      add(
          "In " + off + (off == 1 ? " pass" : " passes") + " the CPU ledger does not add up.",
          "A pass too short for the kernel's clocks, or threads that ended unseen.",
          "Read the CPU figures of these cells with care; use a larger --size.");
    }
  }

  private void host() {
    Host host = analysis.manifest().host();
    ThroughputTables.memory(host)
        .ifPresent(
            memory ->
                add(
                    "The target is in memory (" + memory + "): no disk was measured.",
                    "The scratch file lies on a file system that keeps it in memory.",
                    "Read the figures as the cost of submitting; name a target on a disk with"
                        + " --target."));
    String governor = host.governor() == null ? "" : host.governor();
    if (governor.equals("powersave") || governor.equals("ondemand")) {
      add(
          "The CPU's frequency governor is " + governor + ".",
          "The system saves power, so speed follows load.",
          "Set it to performance for the time of the run.");
    }
    String virtual = host.virtualisation() == null ? "" : host.virtualisation();
    if (!List.of("", "none", "unknown").contains(virtual)) {
      add(
          "The host is itself a virtual machine (" + virtual + ").",
          "Its neighbours and its hypervisor share CPU and disk.",
          "Read the figures as those of this machine; the control arm shows how much it wavers.");
    }
  }

  private String name(Arm arm) {
    return arm.cell().engine()
        + (arm.control() ? " (control)" : "")
        + ", "
        + names.label(arm.cell(), analysis.inFlight());
  }
}
