package io.aiorevisited.workloads;

import io.aiorevisited.engines.IoOperation;

/** Workloads small enough for tests. */
final class Specs {
  private Specs() {}

  static WorkloadSpec iozone(IoOperation operation, long blockSizeBytes, long blocks) {
    return new WorkloadSpec(Workload.IOZONE, operation, blockSizeBytes, 0, blocks * blockSizeBytes);
  }

  static WorkloadSpec dd(IoOperation operation, long blockSizeBytes, long splitBytes, long blocks) {
    return new WorkloadSpec(
        Workload.DD, operation, blockSizeBytes, splitBytes, blocks * blockSizeBytes);
  }

  static WorkloadSpec random(IoOperation operation, long blockSizeBytes, int window, long blocks) {
    return new WorkloadSpec(
        Workload.RANDOM, operation, blockSizeBytes, 0, blocks * blockSizeBytes, window);
  }

  static WorkloadSpec atDepth(WorkloadSpec spec, int window) {
    return new WorkloadSpec(
        spec.workload(),
        spec.operation(),
        spec.blockSizeBytes(),
        spec.splitBytes(),
        spec.sizeBytes(),
        window);
  }
}
