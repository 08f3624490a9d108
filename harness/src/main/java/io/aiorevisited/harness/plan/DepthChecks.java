package io.aiorevisited.harness.plan;

import io.aiorevisited.engines.EngineTraits;
import io.aiorevisited.workloads.Workload;
import io.aiorevisited.workloads.WorkloadSpec;
import io.aiorevisited.workloads.data.ByteSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says which depths a workload can be measured at. A depth counts blocks; what an engine can have
 * in flight counts the requests that they are split into. A depth that one engine reaches is
 * measured with all of them, so that they can be compared: reports say how many requests each had
 * in flight.
 */
final class DepthChecks {

  /** Blocks that random has in flight where nothing else is asked for. */
  private static final List<Integer> OF_RANDOM = List.of(1, 16);

  private final RunRequest request;
  private final int mostInFlight;

  DepthChecks(RunRequest request) {
    this.request = request;
    this.mostInFlight =
        request.engines().stream()
            .map(EngineArm::traits)
            .mapToInt(EngineTraits::mostInFlight)
            .max()
            .orElse(1);
  }

  /**
   * The depths of a workload with a block size, smallest first: those typed, else the workload's
   * own as far as they can be reached.
   */
  List<Integer> depths(Workload workload, long blockSize) {
    List<Integer> typed = request.conditions().depths();
    if (!typed.isEmpty()) {
      return typed.stream().sorted().toList();
    }
    return workload != Workload.RANDOM
        ? List.of(1)
        : OF_RANDOM.stream()
            .filter(depth -> depth == 1 || problem(workload, blockSize, depth).isEmpty())
            .toList();
  }

  /**
   * Refuses depths typed that no engine reaches, or that no pass can fill.
   *
   * @throws WrongCallException naming the first
   */
  void check(Map<Workload, List<Long>> blockSizes) {
    blockSizes.forEach(
        (workload, blocks) -> {
          for (int depth : request.conditions().depths()) {
            for (long blockSize : blocks) {
              Optional<String> problem = problem(workload, blockSize, depth);
              if (problem.isPresent()) {
                throw new WrongCallException("--depth " + depth + ": " + problem.get());
              }
            }
          }
        });
  }

  private Optional<String> problem(Workload workload, long blockSize, int depth) {
    long size = request.passBytes(workload);
    long split = request.splitBytes(workload);
    long requestsPerBlock = split == 0 ? 1 : (blockSize + split - 1) / split;
    long requests = depth * requestsPerBlock;
    String blocks = workload.label() + " with blocks of " + ByteSize.format(blockSize);
    if (depth == 1) {
      return Optional.empty();
    }
    if (requests > mostInFlight) {
      return Optional.of(
          (requestsPerBlock == 1 ? "" : blocks + " then has " + requests + " requests in flight, ")
              + (requestsPerBlock == 1 ? "" : "and ")
              + "the most that "
              + request.engines().stream().map(EngineArm::label).collect(Collectors.joining(" or "))
              + " can have in flight is "
              + mostInFlight
              + ": give a smaller --depth, or add an engine that reaches it, such as aio");
    }
    if (size / blockSize < depth) {
      return Optional.of(
          blocks
              + " has only "
              + size / blockSize
              + (size / blockSize == 1 ? " block" : " blocks")
              + " a pass: give --size "
              + workload.label()
              + "="
              + ByteSize.format(depth * blockSize)
              + " or more, or a smaller --depth");
    }
    if (depth * blockSize > WorkloadSpec.MAX_WINDOW_BYTES) {
      return Optional.of(
          blocks
              + " takes buffers of "
              + ByteSize.format(depth * blockSize)
              + " for each engine, and "
              + ByteSize.format(WorkloadSpec.MAX_WINDOW_BYTES)
              + " is the most: give a smaller --depth or smaller blocks");
    }
    if (requests > WorkloadSpec.MAX_WINDOW_REQUESTS) {
      return Optional.of(
          blocks
              + " then has "
              + requests
              + " requests in flight, and "
              + WorkloadSpec.MAX_WINDOW_REQUESTS
              + " is the most: give a smaller --depth or a larger --split");
    }
    return Optional.empty();
  }
}
