package io.aiorevisited.workloads.guest;

import io.aiorevisited.engines.linux.CpuClocks;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What runs in a guest: takes orders from its standard input, one a line, carries them out on one
 * disk, and tells what came of it on its standard output. Ends at the end of its input.
 *
 * <p>An order is answered by {@code begin}, after which the guest waits for the word to go; by
 * {@code moved} at the end of what is timed, and by {@code done}; or by {@code failed} at any
 * point.
 */
public final class GuestProgram {
  private final Path disk;
  private final BufferedReader in;
  private final OutputStream out;
  private final CpuClocks clocks = new CpuClocks(LinuxSyscalls.host());

  /**
   * @param disk file or device
   * @param in from where orders come
   * @param out where answers go
   */
  GuestProgram(Path disk, BufferedReader in, OutputStream out) {
    this.disk = disk;
    this.in = in;
    this.out = out;
  }

  /**
   * Serves the host.
   *
   * @param args the disk
   */
  public static void main(String[] args) throws IOException {
    new GuestProgram(
            Path.of(args[0]),
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)),
            new FileOutputStream(FileDescriptor.out))
        .serve();
  }

  /** Serves until the input ends. */
  void serve() throws IOException {
    tell(
        "event", "ready",
        "kernel", System.getProperty("os.version"),
        "java", System.getProperty("java.vm.version"));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        carryOut(line);
      }
    }
  }

  private void carryOut(String line) throws IOException {
    try {
      GuestOrder order = GuestOrder.of(GuestLine.read(line.strip()));
      Moved moved =
          order.busybox()
              ? new BusyboxDd(disk, clocks).run(order, this::awaitGo)
              : new GuestReader(disk, clocks).run(order, this::awaitGo);
      tell(
          "event", "moved",
          "durationNanos", moved.durationNanos(),
          "bytes", moved.bytes(),
          "requests", moved.requests(),
          "userNanos", moved.userNanos(),
          "systemNanos", moved.systemNanos());
      tell(
          "event",
          "done",
          "checksum",
          order.checksum() ? new GuestReader(disk, clocks).checksum(order.spec()) : "");
    } catch (EOFException e) {
      throw e; // the host has gone
    } catch (IOException | RuntimeException e) {
      tell("event", "failed", "reason", e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** Says that all is prepared and waits until the host has looked at its clocks. */
  private void awaitGo() throws IOException {
    tell("event", "begin");
    String line = in.readLine();
    if (line == null) {
      throw new EOFException("the host has gone");
    }
    if (!line.strip().equals(GuestOrder.GO)) {
      throw new IOException("expected the word to go, and there was " + line);
    }
  }

  private void tell(Object... pairs) throws IOException {
    out.write((GuestLine.MARK + GuestLine.write(pairs) + "\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** What comes directly before the timed part. */
  interface Start {
    void await() throws IOException;
  }

  /** What was moved in the timed part. */
  record Moved(long durationNanos, long bytes, long requests, long userNanos, long systemNanos) {}
}
