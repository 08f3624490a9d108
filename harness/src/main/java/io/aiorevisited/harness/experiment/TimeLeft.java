package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.harness.blocks.BlockRunner;
import io.aiorevisited.harness.peers.PeerType;
import io.aiorevisited.harness.plan.PlannedBlock;
import io.aiorevisited.harness.plan.PlannedTrial;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates how long blocks take: before a condition has run, from assumptions scaled by how far
 * they were out so far; after that, from its own mean.
 */
final class TimeLeft {

  /** Start and end of a trial's JVM, assumed. */
  static final double JVM_SECONDS = 0.5;

  /** Start and end of a run of a program of others, and the least that its pass lasts, assumed. */
  static final double PROGRAM_SECONDS = 0.7;

  /** Throughput of a device, assumed. */
  static final double BYTES_PER_SECOND = 1e9;

  /** Time of a request beside that of its bytes, assumed. */
  static final double SECONDS_PER_REQUEST = 80e-6;

  private static final double NANOS = 1e9;

  private final Plan plan;
  private final Map<List<Cell>, long[]> sumAndCount = new HashMap<>();
  private double assumedSeconds;
  private double measuredSeconds;

  TimeLeft(Plan plan) {
    this.plan = plan;
  }

  /** Takes note of a block that has ended. */
  void note(PlannedBlock block, long wallNanos) {
    long[] entry = sumAndCount.computeIfAbsent(cells(block), cells -> new long[2]);
    entry[0] += wallNanos;
    entry[1]++;
    assumedSeconds += assumedSeconds(block);
    measuredSeconds += wallNanos / NANOS;
  }

  /** Takes note of a block that does not count, and that took longer than its like will. */
  void noteScale(PlannedBlock block, long wallNanos) {
    assumedSeconds += assumedSeconds(block);
    measuredSeconds += wallNanos / NANOS;
  }

  /** Estimated time of all of {@code blocks}. */
  Duration of(List<PlannedBlock> blocks) {
    double seconds = 0;
    for (PlannedBlock block : blocks) {
      long[] entry = sumAndCount.get(cells(block));
      seconds += entry == null ? assumedSeconds(block) * scale() : entry[0] / NANOS / entry[1];
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /** What tells blocks of one kind from others; arms are drawn in another order in each round. */
  private static List<Cell> cells(PlannedBlock block) {
    Cell first = block.arms().get(0).cell();
    return block.arms().size() == 1 ? List.of(first) : List.of(first.condition());
  }

  private double scale() {
    return assumedSeconds == 0 ? 1 : measuredSeconds / assumedSeconds;
  }

  private double assumedSeconds(PlannedBlock block) {
    double leadIns = block.arms().size() == 1 ? 0 : BlockRunner.LEAD_IN_SHARE;
    double seconds = 0;
    for (PlannedTrial arm : block.arms()) {
      double warmups = plan.warmupPassesOf(arm.cell());
      double measured = plan.measuredPasses() * (1 + leadIns);
      boolean isProgram = PeerType.ofArm(arm.cell().engine()).isPresent();
      seconds +=
          isProgram
              ? (Math.min(warmups, BlockRunner.MOST_PROGRAM_WARMUPS) + measured)
                  * (PROGRAM_SECONDS + passSeconds(arm.cell()))
              : JVM_SECONDS + (warmups + measured) * passSeconds(arm.cell());
    }
    return seconds;
  }

  private static double passSeconds(Cell cell) {
    return cell.sizeBytes() / BYTES_PER_SECOND
        + cell.sizeBytes() / (double) cell.requestBytes() * SECONDS_PER_REQUEST;
  }
}
