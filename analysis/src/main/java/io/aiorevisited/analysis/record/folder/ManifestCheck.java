package io.aiorevisited.analysis.record.folder;

import io.aiorevisited.analysis.record.ArmName;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.PrimaryQuestion;
import io.aiorevisited.analysis.record.RunManifest;
import io.aiorevisited.analysis.record.folder.RecordCheck.UnsoundException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Says what of a manifest that could be read can't be worked with, by a person's or a disk's hand.
 */
public final class ManifestCheck {

  private static final int MOST_ROUNDS = 1_000_000;
  private static final int MOST_PASSES = 1_000_000;
  private static final int MOST_WARMUP_REQUESTS = 1_000_000_000;

  /** What a kernel calls a machine, {@code (none)} included; wider than DNS, and without markup. */
  private static final Pattern HOST_NAME = Pattern.compile("[\\p{L}\\p{N}._:()-]{1,255}");

  private ManifestCheck() {}

  /**
   * Checks.
   *
   * @throws UnsoundException naming the first field that is missing or out of its range
   */
  static void check(RunManifest manifest) throws UnsoundException {
    RecordCheck.check("", manifest);
    Plan plan = manifest.plan();
    RecordCheck.range("plan.rounds", plan.rounds(), 1, MOST_ROUNDS);
    RecordCheck.range("plan.warmupPasses", plan.warmupPasses(), 0, MOST_PASSES);
    RecordCheck.range("plan.warmupRequests", plan.warmupRequests(), 0, MOST_WARMUP_REQUESTS);
    RecordCheck.range("plan.measuredPasses", plan.measuredPasses(), 1, MOST_PASSES);
    if (plan.stopping() != null) {
      RecordCheck.range("plan.stopping.pilotRounds", plan.stopping().pilotRounds(), 2, MOST_ROUNDS);
      RecordCheck.range("plan.stopping.everyRounds", plan.stopping().everyRounds(), 1, MOST_ROUNDS);
    }
    ratio("plan.marginRatio", plan.marginRatio());
    ratio("plan.confidence", plan.confidence());
    if (plan.cells().isEmpty()) {
      throw new UnsoundException("no cell in plan.cells");
    }
    for (Cell cell : plan.cells()) {
      RecordCheck.cell("plan.cells", cell);
      String build = ArmName.of(cell.engine()).build();
      if (!build.isEmpty() && !plan.qemuFolders().containsKey(build)) {
        throw new UnsoundException("no folder in plan.qemuFolders for " + cell.engine());
      }
      if (cell.sizeBytes() > Long.MAX_VALUE / plan.measuredPasses() / plan.rounds()) {
        throw new UnsoundException(
            "plan.cells.sizeBytes = " + cell.sizeBytes() + ", which is more than can be counted");
      }
    }
    RecordCheck.arm("plan.referenceEngine", plan.referenceEngine());
    for (String build : plan.qemuFolders().keySet()) {
      RecordCheck.word("plan.qemuFolders", build);
    }
    comparisons("plan.family", plan.family());
    comparisons("plan.agreements", plan.agreements());
    comparisons("plan.guests", plan.guests());
    for (PrimaryQuestion question : plan.primary()) {
      RecordCheck.arm("plan.primary.engine", question.engine());
      RecordCheck.arm("plan.primary.reference", question.reference());
    }
    if (!HOST_NAME.matcher(manifest.host().hostname()).matches()) {
      throw new UnsoundException(
          "host.hostname = '"
              + PlainText.quote(manifest.host().hostname())
              + "', which is not a host's name");
    }
  }

  private static void comparisons(String name, List<Plan.PlannedComparison> comparisons)
      throws UnsoundException {
    for (Plan.PlannedComparison comparison : comparisons) {
      RecordCheck.condition(name + ".condition", comparison.condition());
      RecordCheck.arm(name + ".engine", comparison.engine());
      RecordCheck.arm(name + ".reference", comparison.reference());
    }
  }

  private static void ratio(String name, double value) throws UnsoundException {
    if (!(value > 0 && value < 1)) {
      throw new UnsoundException(name + " = " + value + ", which is not between 0 and 1");
    }
  }
}
