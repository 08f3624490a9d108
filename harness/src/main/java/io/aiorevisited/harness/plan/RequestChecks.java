package io.aiorevisited.harness.plan;

import io.aiorevisited.analysis.record.Stopping;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.CpuPlacement;
import io.aiorevisited.harness.guest.GuestType;
import io.aiorevisited.workloads.Workload;
import io.aiorevisited.workloads.WorkloadSpec;
import io.aiorevisited.workloads.data.ByteSize;
import io.aiorevisited.workloads.targets.TargetState;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Says what is wrong with a request, and how to fix it. */
final class RequestChecks {

  /** More than any file system here holds, and far from where sums of sizes overflow. */
  private static final long MOST_BYTES = 1L << 50;

  private RequestChecks() {}

  /** Refuses lists that are empty, name a thing twice, or contradict each other. */
  static void checkLists(RunRequest request) {
    checkDistinct("--engines", request.engines().stream().map(EngineArm::label).toList());
    checkDistinct("--engines", request.peers().stream().map(PeerArm::label).toList());
    checkDistinct("--workloads", request.workloads().stream().map(Workload::label).toList());
    checkDistinct(
        "--operations",
        request.operations().stream()
            .map(operation -> operation.name().toLowerCase(Locale.ROOT))
            .toList());
    checkDistinct("--engines", request.guests().types().stream().map(GuestType::label).toList());
    if (request.engines().isEmpty() && !request.guests().types().isEmpty()) {
      throw new WrongCallException(
          "--engines names guests without an engine of ours, which shows what the host does meanwhile:"
              + " add one, such as psync");
    }
    if (request.engines().isEmpty() && !request.peers().isEmpty()) {
      PeerArm first = request.peers().get(0);
      throw new WrongCallException(
          "--engines names programs of others alone, and they are there to be held against engines"
              + " of ours: add one, such as "
              + first.type().counterparts().get(0).label()
              + " for "
              + first.label());
    }
    checkAny("--engines", request.engines());
    checkAny("--operations", request.operations());
    checkDistinct(
        "--block-sizes", request.blockSizesBytes().stream().map(ByteSize::format).toList());
    checkConditions(request);
    for (EngineArm engine : request.engines()) {
      if (request.verify() && !engine.movesData()) {
        throw new WrongCallException(
            "--verify can't hold for the engine "
                + engine.label()
                + ", which moves no data: leave one of them out");
      }
    }
  }

  /** Refuses fewer rounds than the pilot of the profile has: the run could never look and end. */
  static void checkRounds(RunRequest request) {
    int pilot = request.profile().stopping().map(Stopping::pilotRounds).orElse(0);
    if (request.rounds() != 0 && request.rounds() < pilot) {
      throw new WrongCallException(
          "--rounds "
              + request.rounds()
              + " is less than the pilot of "
              + pilot
              + " rounds that --profile "
              + request.profile().label()
              + " begins with: give "
              + pilot
              + " or more, which is the most that it runs, or another profile");
    }
  }

  private static void checkConditions(RunRequest request) {
    Conditions conditions = request.conditions();
    checkAny("--cache", conditions.cacheModes());
    checkDistinct("--target-state", conditions.states().stream().map(TargetState::label).toList());
    checkDistinct("--cache", conditions.cacheModes().stream().map(CacheMode::label).toList());
    checkDistinct("--depth", conditions.depths().stream().map(String::valueOf).toList());
    checkDistinct(
        "--placement", conditions.placements().stream().map(CpuPlacement::label).toList());
    for (CpuPlacement placement : conditions.placements()) {
      if (Runtime.getRuntime().availableProcessors() < placement.processors()) {
        throw new WrongCallException(
            "--placement "
                + placement.label()
                + " takes "
                + placement.processors()
                + " processors, and this process may use fewer: leave it out");
      }
    }
    for (CacheMode cacheMode : conditions.cacheModes()) {
      for (EngineArm engine : request.engines()) {
        if (engine.traits().needsDirect() && cacheMode != CacheMode.NONE) {
          checkDirect(engine, cacheMode, conditions.allowBlockingAio());
        }
      }
    }
  }

  private static void checkDirect(EngineArm engine, CacheMode cacheMode, boolean allowBlockingAio) {
    String isNot =
        engine.label()
            + " with --cache "
            + cacheMode.label()
            + " is not asynchronous: without O_DIRECT io_submit carries each request out before"
            + " it returns, which is why QEMU refuses aio=native without cache.direct=on; leave "
            + engine.label()
            + " out of --engines";
    if (engine.traits().hasDaemon()) {
      throw new WrongCallException(isNot);
    }
    if (!allowBlockingAio) {
      throw new WrongCallException(isNot + ", or add --allow-blocking-aio to see it");
    }
  }

  private static void checkAny(String option, List<?> chosen) {
    if (chosen.isEmpty()) {
      throw new WrongCallException(option + " is empty: give one name or more, comma-separated");
    }
  }

  private static void checkDistinct(String option, List<String> words) {
    HashSet<String> seen = new HashSet<>();
    for (String word : words) {
      if (!seen.add(word)) {
        throw new WrongCallException(
            option
                + " has "
                + word
                + " twice: give each once (the control arm repeats the reference by itself)");
      }
    }
  }

  /**
   * Refuses block sizes that can't be transferred directly, and a size that is not a whole number
   * of blocks, naming the nearest ones that are.
   */
  static void checkSizes(RunRequest request, Map<Workload, List<Long>> blockSizes) {
    request.splitBytes().ifPresent(bytes -> checkSector("the split", bytes));
    blockSizes.values().stream().flatMap(List::stream).forEach(RequestChecks::checkBlockSize);
    blockSizes.forEach(
        (workload, blocks) -> {
          long size = request.sizes().of(workload, request.profile().shape(workload).sizeBytes());
          if (size > MOST_BYTES) {
            throw new WrongCallException(
                "the size "
                    + ByteSize.format(size)
                    + " is more than "
                    + ByteSize.format(MOST_BYTES)
                    + ", the most that a pass may move: give a smaller --size");
          }
          boolean common = request.sizes().all() != 0;
          Stream<Long> together =
              common ? blockSizes.values().stream().flatMap(List::stream) : blocks.stream();
          for (long blockSize : blocks) {
            if (size % blockSize != 0) {
              BigInteger step =
                  together
                      .map(BigInteger::valueOf)
                      .reduce(BigInteger.ONE, RequestChecks::leastCommonMultiple);
              String prefix = common ? "" : workload.label() + "=";
              throw new WrongCallException(
                  "the size "
                      + ByteSize.format(size)
                      + " is not a multiple of the block size "
                      + ByteSize.format(blockSize)
                      + " of "
                      + workload.label()
                      + ": "
                      + fix(size, step, prefix));
            }
          }
        });
  }

  private static String fix(long size, BigInteger step, String prefix) {
    if (step.compareTo(BigInteger.valueOf(MOST_BYTES)) > 0) {
      return "no size up to "
          + ByteSize.format(MOST_BYTES)
          + " is one of all block sizes: measure them in several runs";
    }
    long below = size / step.longValueExact() * step.longValueExact();
    long above = below + step.longValueExact();
    String least = "--size " + prefix + ByteSize.format(above);
    return "the nearest that work are "
        + (below == 0 ? least : "--size " + prefix + ByteSize.format(below) + " and " + least);
  }

  private static BigInteger leastCommonMultiple(BigInteger a, BigInteger b) {
    return a.divide(a.gcd(b)).multiply(b);
  }

  private static void checkBlockSize(long blockSize) {
    checkSector("the block size", blockSize);
    if (blockSize > WorkloadSpec.MAX_REQUEST_BYTES) {
      throw new WrongCallException(
          "the block size "
              + ByteSize.format(blockSize)
              + " is more than Linux moves in one request: stay below 2G");
    }
  }

  private static void checkSector(String what, long bytes) {
    if (bytes % 512 != 0) {
      throw new WrongCallException(
          what
              + " "
              + ByteSize.format(bytes)
              + " is not a multiple of 512, which direct I/O asks for: the next is "
              + ByteSize.format((bytes / 512 + 1) * 512));
    }
  }
}
