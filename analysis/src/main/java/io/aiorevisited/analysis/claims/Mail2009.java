package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.record.Cell;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The figures of the message of 20 August 2009 to the QEMU developers' list that introduced native
 * Linux AIO. Each is of one run, or of a number of runs that is not told; none has an interval.
 */
public final class Mail2009 {

  private static final long KIB = 1024;
  private static final long MIB = KIB * KIB;

  /** What was compared, in the order of the message's tables. */
  public enum Configuration {
    /** The host itself, without a virtual machine. */
    NATIVE("native", "psync", ""),
    /** A guest on virtio-blk, requests carried out by a pool of threads. */
    QEMU("qemu", "threads", "guest-threads"),
    /** A guest on virtio-blk, requests carried out by native Linux AIO. */
    QEMU_AIO("qemu+aio", "aio", "guest-native");

    private final String label;
    private final String engine;
    private final String guest;

    Configuration(String label, String engine, String guest) {
      this.label = label;
      this.engine = engine;
      this.guest = guest;
    }

    /** The row's name in the message. */
    public String label() {
      return label;
    }

    /** The engine that models its host-side submission path. */
    public String engine() {
      return engine;
    }

    /** The guest that is the same again with the QEMU of today; empty for the native one. */
    public String guest() {
      return guest;
    }

    /** Finds the configuration that an engine models, or that a guest is. */
    public static Optional<Configuration> ofEngine(String engine) {
      for (Configuration configuration : values()) {
        if (configuration.engine.equals(engine) || configuration.guest.equals(engine)) {
          return Optional.of(configuration);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * One column of a table of the message.
   *
   * @param workload {@code iozone} or {@code dd}
   * @param operation {@code write} or {@code read}
   * @param blockSizeBytes record of iozone, block of dd
   * @param figures one a configuration, in their order, in the unit of the table
   */
  private record Column(
      String workload, String operation, long blockSizeBytes, double... figures) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("iozone", "write", 16 * KIB, 39133, 29998, 32151),
          new Column("iozone", "read", 16 * KIB, 75462, 48334, 52902),
          new Column("iozone", "write", 64 * KIB, 100980, 79870, 82513),
          new Column("iozone", "read", 64 * KIB, 156169, 116393, 123893),
          new Column("iozone", "write", 256 * KIB, 133642, 133090, 133767),
          new Column("iozone", "read", 256 * KIB, 168343, 161360, 164113),
          new Column("dd", "write", 20 * MIB, 116, 116, 116),
          new Column("dd", "read", 20 * MIB, 123, 100, 121));

  /**
   * CPU time of the whole benchmark run, which the message gives for the two guests only.
   *
   * @param realSeconds wall-clock time
   * @param userSeconds time in user mode
   * @param systemSeconds time in the kernel
   */
  public record CpuTime(double realSeconds, double userSeconds, double systemSeconds) {}

  public static final CpuTime QEMU_CPU = new CpuTime(25 * 60 + 45.885, 60 + 36.422, 60 + 49.394);
  public static final CpuTime QEMU_AIO_CPU =
      new CpuTime(25 * 60 + 36.950, 60 + 14.178, 60 + 13.179);

  private Mail2009() {}

  /** The engines that model what was compared, in the order of the message's tables. */
  public static List<String> engines() {
    return Arrays.stream(Configuration.values()).map(Configuration::engine).toList();
  }

  /** The guests that are the same with the QEMU of today, in the order of the message's tables. */
  public static List<String> guests() {
    return Arrays.stream(Configuration.values())
        .map(Configuration::guest)
        .filter(guest -> !guest.isEmpty())
        .toList();
  }

  /**
   * The figure of 2009 for a cell, in the unit of its table; empty where the message has none, as
   * for any depth: iozone and dd have one block under way.
   */
  public static OptionalDouble throughput(Cell cell) {
    Optional<Configuration> configuration = Configuration.ofEngine(cell.engine());
    if (configuration.isEmpty() || cell.blocksInFlight() > 1) {
      return OptionalDouble.empty();
    }
    return COLUMNS.stream()
        .filter(
            column ->
                column.workload().equals(cell.workload())
                    && column.operation().equals(cell.operation())
                    && column.blockSizeBytes() == cell.blockSizeBytes())
        .mapToDouble(column -> column.figures()[configuration.get().ordinal()])
        .findFirst();
  }
}
