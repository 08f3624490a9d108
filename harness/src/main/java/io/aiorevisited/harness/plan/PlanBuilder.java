package io.aiorevisited.harness.plan;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Plan.PlannedComparison;
import io.aiorevisited.analysis.record.PrimaryQuestion;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.CpuPlacement;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.workloads.Workload;
import io.aiorevisited.workloads.WorkloadSpec;
import io.aiorevisited.workloads.targets.TargetState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns what was asked for into a plan, or says what is wrong with it. Touches nothing. */
public final class PlanBuilder {

  /** Blocks from this size up are dd's where iozone is measured as well. */
  static final long DD_FROM_BYTES = 1L << 20;

  private static final double CONFIDENCE = 0.95;

  private PlanBuilder() {}

  /**
   * Builds the plan.
   *
   * @param targetPath file that will be measured
   * @throws WrongCallException if the request can't be carried out
   */
  public static Plan build(RunRequest request, Path targetPath) {
    RequestChecks.checkLists(request);
    RequestChecks.checkRounds(request);
    EngineArm reference = reference(request);
    List<Cell> cells = new ArrayList<>();
    List<PlannedComparison> family = new ArrayList<>();
    List<PlannedComparison> agreements = new ArrayList<>();
    List<PlannedComparison> guests = new ArrayList<>();
    Map<Workload, List<Long>> blockSizes = blockSizes(request);
    RequestChecks.checkSizes(request, blockSizes);
    DepthChecks depths = new DepthChecks(request);
    depths.check(blockSizes);
    blockSizes.forEach(
        (workload, blocks) -> {
          for (long blockSize : blocks) {
            for (IoOperation operation : request.operations()) {
              for (Cell condition : conditions(request, depths, workload, operation, blockSize)) {
                for (EngineArm engine : withFloors(request)) {
                  cells.add(condition.withEngine(engine.label()));
                  if (!engine.equals(reference) && engine.movesData()) {
                    family.add(new PlannedComparison(condition, engine.label(), reference.label()));
                  }
                }
                addPeers(request, condition, cells, agreements);
                GuestCells.add(request, condition, cells, guests);
              }
            }
          }
        });
    return new Plan(
        request.profile().label(),
        request.seed(),
        request.rounds() == 0 ? request.profile().rounds() : request.rounds(),
        request.profile().warmupPasses(),
        request.profile().warmupRequests(),
        request.profile().measuredPasses(),
        reference.label(),
        request.marginRatio(),
        CONFIDENCE,
        request.verify(),
        targetPath.toString(),
        List.copyOf(cells),
        List.copyOf(family),
        request.interleave().label(),
        primary(request.engines(), reference),
        request.profile().stopping().orElse(null),
        List.copyOf(agreements),
        List.copyOf(guests),
        request.jvmArgs(),
        request.qemuFolders());
  }

  /**
   * The engines asked for, and what the way to a daemon costs by itself wherever a figure holds it,
   * for each build of QEMU its own; not where data is to be verified, of which that one moves none.
   */
  private static List<EngineArm> withFloors(RunRequest request) {
    Set<EngineArm> engines = new LinkedHashSet<>(request.engines());
    if (!request.verify()) {
      request.engines().stream()
          .filter(EngineArm::goesThroughDaemon)
          .map(engine -> new EngineArm(EngineType.QSD_NULL, engine.build()))
          .forEach(engines::add);
    }
    return List.copyOf(engines);
  }

  /** Adds the cells of programs that can do a condition, and what each is held against. */
  private static void addPeers(
      RunRequest request, Cell condition, List<Cell> cells, List<PlannedComparison> agreements) {
    for (PeerArm peer : request.peers()) {
      if (peer.whyNot(condition).isEmpty()) {
        cells.add(condition.withEngine(peer.label()));
        for (String same : peer.counterparts(request)) {
          agreements.add(new PlannedComparison(condition, peer.label(), same));
        }
      }
    }
  }

  /** By both metrics, every engine that moves data, but the reference. */
  private static List<PrimaryQuestion> primary(List<EngineArm> engines, EngineArm reference) {
    List<PrimaryQuestion> primary = new ArrayList<>();
    for (EngineArm engine : engines) {
      if (!engine.equals(reference) && engine.movesData()) {
        for (String metric : List.of(PrimaryQuestion.THROUGHPUT, PrimaryQuestion.CPU)) {
          primary.add(new PrimaryQuestion(engine.label(), reference.label(), metric));
        }
      }
    }
    return primary;
  }

  private static EngineArm reference(RunRequest request) {
    List<EngineArm> engines = request.engines();
    EngineArm usual = EngineArm.of(EngineType.DEFAULT_REFERENCE);
    if (request.reference() == null) {
      return engines.contains(usual) ? usual : engines.get(0);
    }
    if (!engines.contains(request.reference())) {
      throw new WrongCallException(
          "--reference "
              + request.reference().label()
              + " is not among the engines measured ("
              + String.join(", ", engines.stream().map(EngineArm::label).toList())
              + "): add it to --engines or name one of them");
    }
    return request.reference();
  }

  private static Map<Workload, List<Long>> blockSizes(RunRequest request) {
    boolean workloadsTyped = !request.workloads().isEmpty();
    List<Workload> workloads =
        workloadsTyped ? request.workloads() : List.of(Workload.IOZONE, Workload.DD);
    boolean both = workloads.contains(Workload.IOZONE) && workloads.contains(Workload.DD);
    Map<Workload, List<Long>> blockSizes = new EnumMap<>(Workload.class);
    for (Workload workload : workloads) {
      List<Long> chosen =
          request.blockSizesBytes().isEmpty()
              ? request.profile().shape(workload).blockSizesBytes()
              : request.blockSizesBytes().stream()
                  .filter(
                      bytes ->
                          !both
                              || workload == Workload.RANDOM
                              || (bytes >= DD_FROM_BYTES) == (workload == Workload.DD))
                  .sorted()
                  .toList();
      if (!chosen.isEmpty()) {
        blockSizes.put(workload, chosen);
      } else if (workloadsTyped) {
        throw new WrongCallException(
            "--block-sizes leaves none for "
                + workload.label()
                + ": with iozone and dd together, sizes of 1M and more go to dd, smaller ones to"
                + " iozone");
      }
    }
    for (Workload sized : request.sizes().byWorkload().keySet()) {
      if (!blockSizes.containsKey(sized)) {
        throw new WrongCallException(
            "--size gives a size to " + sized.label() + ", which is not measured");
      }
    }
    if (request.splitBytes().isPresent() && !blockSizes.containsKey(Workload.DD)) {
      throw new WrongCallException("--split is for dd, which is not measured: leave it out");
    }
    return blockSizes;
  }

  /** The cells of one workload, direction and block size, without their engines. */
  private static List<Cell> conditions(
      RunRequest request,
      DepthChecks depths,
      Workload workload,
      IoOperation operation,
      long blockSize) {
    List<Cell> cells = new ArrayList<>();
    for (int window : depths.depths(workload, blockSize)) {
      WorkloadSpec spec = spec(request, workload, operation, blockSize, window);
      for (TargetState state : request.conditions().states()) {
        for (CacheMode cacheMode : request.conditions().cacheModes()) {
          for (BufferPages buffers : request.conditions().buffers()) {
            for (CpuPlacement placement : request.conditions().placements()) {
              cells.add(condition(spec, state, cacheMode, buffers, placement));
            }
          }
        }
      }
    }
    return cells;
  }

  private static WorkloadSpec spec(
      RunRequest request, Workload workload, IoOperation operation, long blockSize, int window) {
    return new WorkloadSpec(
        workload,
        operation,
        blockSize,
        request.splitBytes(workload),
        request.passBytes(workload),
        window);
  }

  private static Cell condition(
      WorkloadSpec spec,
      TargetState state,
      CacheMode cacheMode,
      BufferPages buffers,
      CpuPlacement placement) {
    return new Cell(
        "",
        spec.workload().label(),
        label(spec.operation()),
        spec.blockSizeBytes(),
        spec.depth(),
        spec.splitBytes(),
        state.label(),
        cacheMode.label(),
        spec.sizeBytes(),
        buffers.label(),
        placement.label());
  }

  private static String label(IoOperation operation) {
    return operation == IoOperation.WRITE ? "write" : "read";
  }
}
