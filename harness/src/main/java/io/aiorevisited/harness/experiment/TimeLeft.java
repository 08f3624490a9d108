package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.harness.blocks.BlockRunner;
import io.aiorevisited.harness.guest.GuestType;
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

  /** Boot of a guest under TCG until its JVM is ready, assumed. */
  static final double GUEST_BOOT_SECONDS = 10;

  /** Time of a request in a guest under TCG beside that of its bytes, assumed. */
  static final double GUEST_SECONDS_PER_REQUEST = 600e-6;

  /** Throughput of a guest's disk under TCG, assumed. */
  static final double GUEST_BYTES_PER_SECOND = 300e6;

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
      String engine = arm.cell().engine();
      if (GuestType.find(engine).isPresent()) {
        seconds += bootSeconds() + (1 + measured) * guestPassSeconds(arm.cell());
      } else if (PeerType.ofArm(engine).isPresent()) {
        seconds +=
            (Math.min(warmups, BlockRunner.MOST_PROGRAM_WARMUPS) + measured)
                * (PROGRAM_SECONDS + passSeconds(arm.cell()));
      } else {
        seconds += JVM_SECONDS + (warmups + measured) * passSeconds(arm.cell());
      }
    }
    return seconds;
  }

  /** A block's share of a boot: a guest is booted once a round. */
  private double bootSeconds() {
    return GUEST_BOOT_SECONDS / plan.cells().stream().map(Cell::condition).distinct().count();
  }

  /** Under TCG, since nobody knows before whether KVM comes up. */
  private static double guestPassSeconds(Cell cell) {
    return cell.sizeBytes() / GUEST_BYTES_PER_SECOND
        + cell.sizeBytes() / (double) cell.requestBytes() * GUEST_SECONDS_PER_REQUEST;
  }

  private static double passSeconds(Cell cell) {
    return cell.sizeBytes() / BYTES_PER_SECOND
        + cell.sizeBytes() / (double) cell.requestBytes() * SECONDS_PER_REQUEST;
  }
}
