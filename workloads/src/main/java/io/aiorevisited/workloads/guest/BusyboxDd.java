package io.aiorevisited.workloads.guest;

import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.linux.CpuClocks;
import io.aiorevisited.workloads.WorkloadSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Busybox {@code dd} with direct I/O: a reader by others, to hold ours against. It is a process,
 * whose start is in its time and its CPU time.
 */
final class BusyboxDd {
  private static final String BUSYBOX = "/bin/busybox";
  private static final Pattern RECORDS = Pattern.compile("([0-9]+)\\+([0-9]+) records (in|out)");

  private final Path disk;
  private final CpuClocks clocks;

  BusyboxDd(Path disk, CpuClocks clocks) {
    this.disk = disk;
    this.clocks = clocks;
  }

  GuestProgram.Moved run(GuestOrder order, GuestProgram.Start start) throws IOException {
    WorkloadSpec spec = order.spec();
    ProcessBuilder dd = new ProcessBuilder(command(spec)).redirectErrorStream(true);
    start.await();
    CpuClocks.Usage before = clocks.endedChildren();
    long startNanos = System.nanoTime();
    Process process = dd.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    int status = endOf(process);
    long durationNanos = System.nanoTime() - startNanos;
    CpuClocks.Usage after = clocks.endedChildren();
    long blocks = blocks(printed, spec.operation() == IoOperation.WRITE ? "out" : "in");
    if (status != 0 || blocks < 0) {
      throw new IOException("busybox dd ended with status " + status + ": " + printed.strip());
    }
    return new GuestProgram.Moved(
        durationNanos,
        blocks * spec.blockSizeBytes(),
        blocks,
        (after.userMicros() - before.userMicros()) * 1000,
        (after.systemMicros() - before.systemMicros()) * 1000);
  }

  List<String> command(WorkloadSpec spec) {
    boolean writes = spec.operation() == IoOperation.WRITE;
    return List.of(
        BUSYBOX,
        "dd",
        "if=" + (writes ? "/dev/zero" : disk),
        "of=" + (writes ? disk : "/dev/null"),
        "bs=" + spec.blockSizeBytes(),
        "count=" + spec.sizeBytes() / spec.blockSizeBytes(),
        writes ? "oflag=direct" : "iflag=direct");
  }

  /** Whole blocks that it tells of in a direction; -1 if it tells of a part of one, or nothing. */
  static long blocks(String printed, String direction) {
    Matcher matcher = RECORDS.matcher(printed);
    while (matcher.find()) {
      if (matcher.group(3).equals(direction)) {
        return matcher.group(2).equals("0") ? Long.parseLong(matcher.group(1)) : -1;
      }
    }
    return -1;
  }

  private static int endOf(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
