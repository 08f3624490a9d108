package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.stats.Interval;
import java.util.List;
import java.util.OptionalDouble;

/** The unit that a workload's throughput is shown in, everywhere: it follows the workload. */
public enum ThroughputUnit {
  /** iozone's unit: 1 KB is 1024 bytes. */
  IOZONE_KB("KB/s", "1 KB = 1024 bytes"),
  /** dd's unit: 1 MB is 10^6 bytes. */
  DD_MB("MB/s", "1 MB = 10^6 bytes"),
  /** fio's unit where requests are what counts, as at random. */
  IOPS("IOPS", "requests per second");

  private static final double KB = 1024;
  private static final double MB = 1e6;
  private static final double NANOS_PER_MICRO = 1e3;

  private final String label;
  private final String meaning;

  ThroughputUnit(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  /** Decides the unit of a workload; one that nobody knows has dd's. */
  public static ThroughputUnit of(String workload) {
    return switch (workload) {
      case "iozone" -> IOZONE_KB;
      case "random" -> IOPS;
      default -> DD_MB;
    };
  }

  /** The unit as printed. */
  public String label() {
    return label;
  }

  /** What the unit stands for, in words. */
  public String meaning() {
    return meaning;
  }

  /** Converts from bytes per second of a cell. */
  public double from(double bytesPerSecond, Cell cell) {
    return switch (this) {
      case IOZONE_KB -> bytesPerSecond / KB;
      case DD_MB -> bytesPerSecond / MB;
      case IOPS -> iops(bytesPerSecond, cell);
    };
  }

  /** Converts an interval of bytes per second of a cell. */
  public Interval from(Interval bytesPerSecond, Cell cell) {
    return new Interval(
        from(bytesPerSecond.lower(), cell),
        from(bytesPerSecond.upper(), cell),
        bytesPerSecond.confidence());
  }

  /** Requests per second of a cell, whatever its unit. */
  public static double iops(double bytesPerSecond, Cell cell) {
    return bytesPerSecond / cell.blockSizeBytes() * cell.requestsPerBlock();
  }

  /**
   * Microseconds that a request took, mean over trials: as timed, or where none was timed and one
   * was in flight at a time, the pass's time by its requests. Empty where neither is known.
   */
  public static OptionalDouble microsPerRequest(CellResult.Measured measured) {
    List<TrialRecord> trials = measured.trials();
    if (trials.stream().allMatch(trial -> trial.latency() != null)) {
      return trials.stream()
          .mapToDouble(trial -> trial.latency().nanos().meanNanos() / NANOS_PER_MICRO)
          .average();
    }
    if (measured.arm().cell().depth() > 1) {
      return OptionalDouble.empty();
    }
    return trials.stream()
        .mapToDouble(
            trial ->
                trial.durationNanos()
                    / NANOS_PER_MICRO
                    / trial.passes().stream().mapToLong(PassRecord::requests).sum())
        .average();
  }
}
