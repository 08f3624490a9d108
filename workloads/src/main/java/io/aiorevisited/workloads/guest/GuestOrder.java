package io.aiorevisited.workloads.guest;

import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.workloads.Workload;
import io.aiorevisited.workloads.WorkloadSpec;

/**
 * A pass that the host orders, as it goes over the line.
 *
 * @param busybox whether busybox {@code dd} does it, and not our own reader
 * @param spec what is done
 * @param generation stamped on what is written
 * @param seed of the data that is written
 * @param leadInShare part of a pass that is moved untimed before
 * @param checksum whether the checksum of what the disk then holds is told
 */
public record GuestOrder(
    boolean busybox,
    WorkloadSpec spec,
    long generation,
    long seed,
    double leadInShare,
    boolean checksum) {

  /** What the host says once the guest may start the timed part. */
  public static final String GO = GuestLine.write("order", "go");

  /** As a line. */
  public String line() {
    return GuestLine.write(
        "order",
        "pass",
        "busybox",
        busybox,
        "workload",
        spec.workload().name(),
        "operation",
        spec.operation().name(),
        "blockBytes",
        spec.blockSizeBytes(),
        "splitBytes",
        spec.splitBytes(),
        "sizeBytes",
        spec.sizeBytes(),
        "windowBlocks",
        spec.windowBlocks(),
        "generation",
        generation,
        "seed",
        seed,
        "leadInShare",
        leadInShare,
        "checksum",
        checksum);
  }

  /**
   * From a line.
   *
   * @throws IllegalArgumentException if it is no such order
   */
  public static GuestOrder of(GuestLine line) {
    return new GuestOrder(
        Boolean.parseBoolean(line.text("busybox")),
        new WorkloadSpec(
            Workload.valueOf(line.text("workload")),
            IoOperation.valueOf(line.text("operation")),
            line.number("blockBytes"),
            line.number("splitBytes"),
            line.number("sizeBytes"),
            Math.toIntExact(line.number("windowBlocks"))),
        line.number("generation"),
        line.number("seed"),
        Double.parseDouble(line.text("leadInShare")),
        Boolean.parseBoolean(line.text("checksum")));
  }
}
