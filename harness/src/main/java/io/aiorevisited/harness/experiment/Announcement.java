package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Host;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.stats.verdict.WidthStop;
import io.aiorevisited.harness.forks.TrialLimit;
import io.aiorevisited.harness.guest.GuestType;
import io.aiorevisited.harness.peers.PeerType;
import io.aiorevisited.harness.places.Place;
import io.aiorevisited.harness.plan.BlockOrder;
import io.aiorevisited.harness.plan.PlanFacts;
import io.aiorevisited.harness.plan.PlannedBlock;
import io.aiorevisited.harness.plan.Readable;
import io.aiorevisited.workloads.data.ByteSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says before a run what it will do. */
final class Announcement {

  private Announcement() {}

  /** The lines, without line ends. */
  static List<String> lines(Plan plan, Host host, Budget budget, Profiling profiling, Place place) {
    List<String> lines = new ArrayList<>();
    lines.add("aio-revisited, profile " + plan.profile() + ", seed " + plan.seed());
    lines.add(
        "  engines  "
            + distinct(plan.cells().stream().map(Cell::engine))
            + (profiling == Profiling.ONLY
                ? ""
                : "; " + plan.referenceEngine() + " twice, the second time as the control"));
    for (String workload : plan.cells().stream().map(Cell::workload).distinct().toList()) {
      lines.add(workloadLine(plan, workload));
    }
    if (profiling != Profiling.ONLY) {
      lines.addAll(trialLines(plan, budget));
    }
    if (profiling != Profiling.NONE) {
      lines.add(
          "  profiles "
              + count(ProfileTrials.cells(plan).size(), "trial")
              + ", one a cell, that no figure comes from");
    }
    if (!plan.jvmArgs().isEmpty()) {
      lines.add("  JVMs     with " + String.join(" ", plan.jvmArgs()));
    }
    lines.add("  target   " + plan.targetPath());
    lines.add("           " + place.announce(new PlanFacts(plan).scratchBytes(), host));
    if (host.fileSystem().startsWith("tmpfs")) {
      lines.add("           tmpfs lives in memory: no device, only the cost of submitting");
    }
    return lines;
  }

  private static List<String> trialLines(Plan plan, Budget budget) {
    List<PlannedBlock> blocks = BlockOrder.of(plan);
    int blocksARound = blocks.size() / plan.rounds();
    int least = Math.min(budget.leastRounds(), plan.rounds());
    int trialsARound = BlockOrder.trials(blocks).size() / plan.rounds();
    boolean takesTurns = plan.interleave().equals(Plan.PASSES);
    List<String> lines = new ArrayList<>();
    String round =
        takesTurns
            ? String.format(
                Locale.ROOT,
                "  blocks   %d a round, each of %s that take turns, one pass at a time",
                blocksARound,
                arms(blocks.subList(0, blocksARound)))
            : String.format(
                Locale.ROOT, "  trials   %d a round, one JVM after another", trialsARound);
    lines.add(round);
    if (plan.stopping() == null) {
      lines.add(
          "  rounds   " + plan.rounds() + " = " + BlockOrder.trials(blocks).size() + " trials");
      lines.add("  time     about " + Readable.time(new TimeLeft(plan).of(blocks)) + assumed(plan));
    } else {
      int pilot = plan.stopping().pilotRounds();
      lines.add(
          String.format(
              Locale.ROOT,
              "  rounds   a pilot of %d; from then on a look every %d, at most %d",
              pilot,
              plan.stopping().everyRounds(),
              plan.rounds()));
      lines.add(
          String.format(
              Locale.ROOT,
              "  end      when the 95 %% interval of every comparison is within +-%.1f %%, half the"
                  + " margin",
              100 * Math.expm1(WidthStop.targetHalfWidthLog(plan.marginRatio()))));
      lines.add(
          "  time     the pilot about "
              + Readable.time(new TimeLeft(plan).of(blocks.subList(0, pilot * blocksARound)))
              + assumed(plan));
    }
    lines.add(
        "  budget   "
            + Readable.time(budget.limit())
            + " (--budget): no block is started that would not end within it, but for the first "
            + (least == 1 ? "round" : least + " rounds"));
    lines.add(
        "  limit    " + limits(plan) + " a trial; one that takes longer is killed and FAILED");
    return lines;
  }

  /** The arms of the largest block: JVMs, and programs of others and guests where there are any. */
  private static String arms(List<PlannedBlock> round) {
    PlannedBlock largest =
        round.stream().max(Comparator.comparingInt(block -> block.arms().size())).orElseThrow();
    int programs =
        (int)
            largest.arms().stream()
                .filter(arm -> PeerType.ofArm(arm.cell().engine()).isPresent())
                .count();
    int guests =
        (int)
            largest.arms().stream()
                .filter(arm -> GuestType.find(arm.cell().engine()).isPresent())
                .count();
    return largest.arms().size()
        - programs
        - guests
        + " JVMs"
        + (programs == 0 ? "" : " and up to " + count(programs, "program"))
        + (guests == 0 ? "" : " and up to " + count(guests, "guest"));
  }

  private static String assumed(Plan plan) {
    return String.format(
            Locale.ROOT,
            ", assuming %.1f s a JVM, %.0f us a request and %.0f MB/s",
            TimeLeft.JVM_SECONDS,
            TimeLeft.SECONDS_PER_REQUEST * 1e6,
            TimeLeft.BYTES_PER_SECOND / 1e6)
        + assumedOfGuests(plan);
  }

  private static String assumedOfGuests(Plan plan) {
    boolean none =
        plan.cells().stream().noneMatch(cell -> GuestType.find(cell.engine()).isPresent());
    return none
        ? ""
        : String.format(
            Locale.ROOT,
            "; in guests under TCG %.0f s a boot, %.0f us a request and %.0f MB/s",
            TimeLeft.GUEST_BOOT_SECONDS,
            TimeLeft.GUEST_SECONDS_PER_REQUEST * 1e6,
            TimeLeft.GUEST_BYTES_PER_SECOND / 1e6);
  }

  private static String workloadLine(Plan plan, String workload) {
    List<Cell> cells = plan.cells().stream().filter(c -> c.workload().equals(workload)).toList();
    Cell any = cells.get(0);
    return String.format(
        "  %-8s blocks of %s%s; %s; %s a pass, %s and %d measured a trial",
        workload,
        distinct(cells.stream().map(cell -> ByteSize.format(cell.blockSizeBytes()))),
        any.splitBytes() == 0 ? "" : " in requests of at most " + ByteSize.format(any.splitBytes()),
        distinct(cells.stream().map(Cell::operation)),
        ByteSize.format(any.sizeBytes()),
        distinct(cells.stream().map(cell -> Integer.toString(plan.warmupPassesOf(cell))))
            + " to warm up",
        plan.measuredPasses());
  }

  private static String limits(Plan plan) {
    LongSummaryStatistics seconds =
        plan.cells().stream()
            .mapToLong(cell -> TrialLimit.of(plan, cell).toSeconds())
            .summaryStatistics();
    String longest = Readable.time(Duration.ofSeconds(seconds.getMax()));
    return seconds.getMin() == seconds.getMax()
        ? longest
        : Readable.time(Duration.ofSeconds(seconds.getMin())) + " to " + longest;
  }

  private static String distinct(Stream<String> words) {
    return words.distinct().collect(Collectors.joining(", "));
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
