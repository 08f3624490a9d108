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
import java.util.List;

/** Finds what stands between a reader and the figures, the gravest first. */
public final class WarningSection {

  private static final int LINES_NAMED = 20;

  private final RunAnalysis analysis;
  private final List<Warning> warnings = new ArrayList<>();

  private WarningSection(RunAnalysis analysis) {
    this.analysis = analysis;
  }

  public static List<Warning> of(RunAnalysis analysis) {
    WarningSection warnings = new WarningSection(analysis);
    warnings.damagedLines();
    warnings.cells();
    warnings.control();
    warnings.tooFewRounds();
    warnings.ledger();
    warnings.host();
    return List.copyOf(warnings.warnings);
  }

  private void add(String seen, String cause, String next) {
    warnings.add(new Warning(seen, cause, next));
  }

  private void damagedLines() {
    List<RecordProblem> problems = analysis.problems();
    for (RecordProblem problem : problems.subList(0, Math.min(LINES_NAMED, problems.size()))) {
      add(
          problem + ".",
          "A run that was cut off, a file that was edited, or journals that were joined.",
          "The sound rest is reported. Measure again if the missing trials matter.");
    }
    if (problems.size() > LINES_NAMED) {
      add(
          (problems.size() - LINES_NAMED) + " more lines are unsound and left out.",
          "The same causes.",
          "Look at the journal itself.");
    }
  }

  private void cells() {
    int notRun = 0;
    for (CellResult result : analysis.estimates().all()) {
      if (result instanceof CellResult.Unusable unusable) {
        add(
            name(unusable.arm()) + " is " + unusable.status() + ": " + unusable.reason() + ".",
            causeOf(unusable.status()),
            nextFor(unusable.status()));
      } else if (result instanceof CellResult.Measured measured && !measured.lost().isEmpty()) {
        int lost = measured.lost().size();
        add(
            name(measured.arm())
                + ": "
                + lost
                + " of "
                + (lost + measured.trials().size())
                + " trials were lost: "
                + measured.lost().get(0).reason()
                + ".",
            "The lost trials might have been the slow ones.",
            "The figure is of the others; each cost the verdict its block.");
      } else if (result instanceof CellResult.NotRun) {
        notRun++;
      }
    }
    if (notRun > 0) {
      add(
          notRun + (notRun == 1 ? " planned cell has" : " planned cells have") + " no sound trial.",
          "The run was cut off, or its records are damaged.",
          "Take the run up again with ./run.sh resume, or measure again.");
    }
  }

  private static String causeOf(TrialStatus status) {
    return switch (status) {
      case INVALID -> "The figure would be of something other than what was asked for.";
      case UNSUPPORTED -> "The kernel or the file system does not offer it.";
      default -> "An error of the device or the system while it was measured.";
    };
  }

  private static String nextFor(TrialStatus status) {
    return status == TrialStatus.UNSUPPORTED
        ? "Leave the engine out with --engines, or measure on another target."
        : "See ./run.sh doctor for the target, mend the cause and measure again.";
  }

  private void control() {
    List<String> rejecting =
        analysis.conditions().stream()
            .filter(c -> analysis.control(c).map(ControlArm::rejects).orElse(false))
            .map(CellNames::condition)
            .toList();
    if (!rejecting.isEmpty()) {
      add(
          "The reference differs from itself in "
              + String.join(", ", rejecting)
              + " (control arm, p adjusted for the run below "
              + ControlArm.ALPHA
              + ").",
          "Something else used the machine or the disk, or chance: one run in fifty.",
          "These cells have no verdict. Quieten the machine and measure again.");
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

  private static String name(Arm arm) {
    return arm.cell().engine()
        + (arm.control() ? " (control)" : "")
        + ", "
        + CellNames.condition(arm.cell());
  }
}
