package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.Arm;
import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.ProfileRecord;
import io.aiorevisited.analysis.record.folder.ProfileIndex;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.harness.plan.BlockOrder;
import io.aiorevisited.harness.plan.Cut;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs what is still to be run of a run folder, then reports all of it.
 *
 * @param out results
 * @param err progress
 */
record RunToReport(PrintStream out, PrintStream err) {

  /**
   * Runs and reports.
   *
   * @param cuts what may be left out of a plan that has no trial yet, where time is short
   * @param profiling whether CPU profiles are taken, too
   * @throws IOException if the record, the scratch file or the report can't be written; what was
   *     measured until then is in the folder
   */
  Outcome carryOut(
      RunFolder begun,
      List<Cut> cuts,
      Budget budget,
      Profiling profiling,
      Interruption interruption)
      throws IOException {
    Progress progress = Progress.on(err);
    RunFolder folder = begun;
    Optional<TestBed> bed =
        TestBed.make(begun.manifest().plan(), begun.path(), interruption, progress);
    if (bed.isPresent()) {
      TestBed standing = bed.get();
      try (standing) {
        if (profiling != Profiling.ONLY) {
          folder = new PlanTiming(budget, interruption, progress).fit(begun, cuts);
        }
        Plan plan = folder.manifest().plan();
        progress.expect(BlockOrder.of(plan).size(), plan.rounds());
        if (plan.stopping() != null) {
          progress.mayEndEarly();
        }
        new Experiment(folder, budget, profiling, interruption, progress).run();
      }
    }
    Outcome outcome = profiling == Profiling.ONLY ? reportProfiles(folder) : report(folder);
    return interruption.requested() ? Outcome.INTERRUPTED : outcome;
  }

  private Outcome reportProfiles(RunFolder folder) throws IOException {
    Reporting.render(folder, out);
    return ProfileIndex.read(folder.path()).profiles().stream().allMatch(ProfileRecord::wasTaken)
        ? Outcome.COMPLETE
        : Outcome.SOME_WITHOUT_FIGURE;
  }

  /** Reports what the folder holds; runs nothing. */
  Outcome report(RunFolder folder) throws IOException {
    if (folder.trials().isEmpty()) {
      return Outcome.SOME_WITHOUT_FIGURE;
    }
    Reporting.render(folder, out);
    return hasEveryFigure(folder) ? Outcome.COMPLETE : Outcome.SOME_WITHOUT_FIGURE;
  }

  /** Whether every cell of the plan has one of its own, not only its control arm has. */
  private static boolean hasEveryFigure(RunFolder folder) {
    Set<Cell> measured =
        RunAnalysis.of(folder).estimates().all().stream()
            .filter(CellResult.Measured.class::isInstance)
            .map(CellResult::arm)
            .filter(arm -> !arm.control())
            .map(Arm::cell)
            .collect(Collectors.toSet());
    return measured.containsAll(folder.manifest().plan().cells());
  }
}
