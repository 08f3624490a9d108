package io.aiorevisited.engines.parts;

import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.util.Map;

/**
 * Carries out requests by pread64 and pwrite64 on the thread that calls it, and counts.
 *
 * <p>A call interrupted by a signal (EINTR) is made again; a short transfer is not. Used by one
 * thread, so the counters are plain; another thread reads them only after it has synchronised with
 * that one.
 */
public final class BlockingTransfer {
  private static final int EINTR = Errno.EINTR.number();

  private final LinuxSyscalls syscalls;
  private final int fd;

  private long reads;
  private long writes;
  private long interruptedReads;
  private long interruptedWrites;

  public BlockingTransfer(LinuxSyscalls syscalls, int fd) {
    this.syscalls = syscalls;
    this.fd = fd;
  }

  /** Transfers; bytes, 0 or more, or a negated errno. */
  public long run(IoRequest request) {
    return request.operation() == IoOperation.READ ? read(request) : write(request);
  }

  private long read(IoRequest request) {
    while (true) {
      reads++;
      long result =
          syscalls.pread64(fd, request.bufferAddress(), request.length(), request.offset());
      if (result != -1) {
        return result;
      }
      int errno = syscalls.errno();
      if (errno != EINTR) {
        return -errno;
      }
      interruptedReads++;
    }
  }

  private long write(IoRequest request) {
    while (true) {
      writes++;
      long result =
          syscalls.pwrite64(fd, request.bufferAddress(), request.length(), request.offset());
      if (result != -1) {
        return result;
      }
      int errno = syscalls.errno();
      if (errno != EINTR) {
        return -errno;
      }
      interruptedWrites++;
    }
  }

  /** Adds what was done to the counts by name. */
  public void addTo(Map<String, Long> calls, Map<String, Long> retries) {
    calls.merge("pread64", reads, Long::sum);
    calls.merge("pwrite64", writes, Long::sum);
    retries.merge("pread64:EINTR", interruptedReads, Long::sum);
    retries.merge("pwrite64:EINTR", interruptedWrites, Long::sum);
  }
}
