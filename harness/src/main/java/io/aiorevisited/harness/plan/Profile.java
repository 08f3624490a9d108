package io.aiorevisited.harness.plan;

import io.aiorevisited.analysis.record.Stopping;
import io.aiorevisited.analysis.stats.verdict.WidthStop;
import io.aiorevisited.harness.guest.GuestType;
import io.aiorevisited.workloads.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How much is measured, from a few seconds to the experiment at its own size. */
public enum Profile {
  /** For continuous integration: everything runs once or twice, nothing is judged. */
  SMOKE(
      2,
      1,
      0,
      1,
      Duration.ofMinutes(5),
      List.of(),
      Map.of(
          Workload.IOZONE, new Shape(List.of(16L << 10), 4L << 20),
          Workload.DD, new Shape(List.of(20L << 20), 40L << 20),
          Workload.RANDOM, new Shape(List.of(16L << 10), 4L << 20))),
  /**
   * The first look: an answer in five minutes. Short passes, many turns. Its JVMs stop at C1: C2
   * would still be compiling during the passes, and start-up would take longer.
   */
  QUICK(
      10,
      2,
      350,
      4,
      Duration.ofSeconds(280),
      List.of("-XX:TieredStopAtLevel=1"),
      Map.of(
          Workload.IOZONE, new Shape(List.of(16L << 10, 64L << 10, 256L << 10), 6L << 20),
          Workload.DD, new Shape(List.of(20L << 20), 40L << 20),
          Workload.RANDOM, new Shape(List.of(4L << 10, 16L << 10), 6L << 20))),
  /** A result to show a colleague: twenty rounds of longer passes, in up to 40 minutes. */
  STANDARD(
      20,
      1,
      1_000,
      6,
      Duration.ofMinutes(40),
      List.of(),
      Map.of(
          Workload.IOZONE, new Shape(List.of(16L << 10, 64L << 10, 256L << 10), 64L << 20),
          Workload.DD, new Shape(List.of(20L << 20), 160L << 20),
          Workload.RANDOM, new Shape(List.of(4L << 10, 16L << 10), 32L << 20))),
  /** A result to publish: a pilot, then as many rounds as its intervals need to get narrow. */
  RIGOROUS(
      100,
      1,
      1_000,
      6,
      Duration.ofHours(4),
      List.of(),
      Map.of(
          Workload.IOZONE, new Shape(List.of(16L << 10, 64L << 10, 256L << 10), 64L << 20),
          Workload.DD, new Shape(List.of(20L << 20), 160L << 20),
          Workload.RANDOM, new Shape(List.of(4L << 10, 16L << 10), 32L << 20))),
  /** The experiment of 2009 at its own size: 1024 MiB for iozone, 400 blocks of 20M for dd. */
  PAPER(
      10,
      1,
      0,
      1,
      Duration.ofHours(6),
      List.of(),
      Map.of(
          Workload.IOZONE, new Shape(List.of(16L << 10, 64L << 10, 256L << 10), 1L << 30),
          Workload.DD, new Shape(List.of(20L << 20), 400L * (20L << 20)),
          Workload.RANDOM, new Shape(List.of(4L << 10, 16L << 10), 1L << 30))),
  /** The rows of 2009 as they were: real guests of QEMU, whose passes are short under TCG. */
  GUEST(
      8,
      1,
      1_000,
      3,
      Duration.ofMinutes(30),
      List.of(),
      Map.of(
          Workload.IOZONE, new Shape(List.of(16L << 10, 64L << 10, 256L << 10), 8L << 20),
          Workload.DD, new Shape(List.of(20L << 20), 40L << 20),
          Workload.RANDOM, new Shape(List.of(16L << 10), 8L << 20)));

  private static final List<String> ENGINES = List.of("psync", "threads", "aio");

  /**
   * What a profile does with a workload.
   *
   * @param blockSizesBytes block sizes, smallest first
   * @param sizeBytes bytes of one pass
   */
  public record Shape(List<Long> blockSizesBytes, long sizeBytes) {}

  private final int rounds;
  private final int warmupPasses;
  private final int warmupRequests;
  private final int measuredPasses;
  private final Duration budget;
  private final List<String> jvmArgs;
  private final Map<Workload, Shape> shapes;

  Profile(
      int rounds,
      int warmupPasses,
      int warmupRequests,
      int measuredPasses,
      Duration budget,
      List<String> jvmArgs,
      Map<Workload, Shape> shapes) {
    this.rounds = rounds;
    this.warmupPasses = warmupPasses;
    this.warmupRequests = warmupRequests;
    this.measuredPasses = measuredPasses;
    this.budget = budget;
    this.jvmArgs = jvmArgs;
    this.shapes = shapes;
  }

  /** The name as typed on the command line and kept in records, for example {@code quick}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Engines, and what stands beside them, where nobody names any. */
  public List<String> arms() {
    return this != GUEST
        ? ENGINES
        : Stream.concat(
                ENGINES.stream(),
                Stream.of(GuestType.GUEST_THREADS, GuestType.GUEST_NATIVE).map(GuestType::label))
            .toList();
  }

  /** Rounds, each of which measures every cell once; the most, if there is a stopping rule. */
  public int rounds() {
    return rounds;
  }

  /** When a run ends before its last round; empty if it never does. */
  public Optional<Stopping> stopping() {
    return this == RIGOROUS
        ? Optional.of(
            new Stopping(
                Stopping.Rule.HALF_WIDTH_BELOW_HALF_MARGIN,
                WidthStop.STANDARD.firstLook(),
                WidthStop.STANDARD.every()))
        : Optional.empty();
  }

  /** Least passes of a trial before the measured ones. */
  public int warmupPasses() {
    return warmupPasses;
  }

  /** Least requests of a trial before the measured passes, as {@code Plan.warmupPassesOf} says. */
  public int warmupRequests() {
    return warmupRequests;
  }

  /** Measured passes of a trial. */
  public int measuredPasses() {
    return measuredPasses;
  }

  /** Time after which no further round is started. */
  public Duration budget() {
    return budget;
  }

  /** Arguments of the trials' JVMs beyond those that every trial has, unless others are named. */
  public List<String> jvmArgs() {
    return jvmArgs;
  }

  /** Block sizes and pass size of {@code workload}. */
  public Shape shape(Workload workload) {
    return shapes.get(workload);
  }
}
