package io.aiorevisited.workloads.targets.probe;

import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxFileSyscalls;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import io.aiorevisited.engines.linux.SyscallException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;

/*
 * RWF_NOWAIT asks the kernel to fail with EAGAIN rather than to block in submission: on a lock, an
 * allocation, an extent map that is not in memory, a full queue. So one such call at many places
 * tells how often io_submit would block there. A write probe writes back what it has just read, so
 * it changes nothing unless somebody else writes there at the same moment.
 */
/**
 * How often the kernel says that submitting a request would block.
 *
 * @param operation what was submitted
 * @param requests requests tried
 * @param wouldBlock those that the kernel refused for that reason
 * @param supported whether this target can tell at all
 */
public record NowaitProbe(IoOperation operation, int requests, int wouldBlock, boolean supported) {
  private static final int RWF_NOWAIT = 0x8;
  private static final int IOVEC_BYTES = 16;

  /** Requests of one probe. */
  static final int REQUESTS = 256;

  /** Bytes of a request, where the target is as large. */
  static final int REQUEST_BYTES = 16 << 10;

  /**
   * Probes {@code target} with O_DIRECT, at random places of its first {@code sizeBytes}. Each
   * place is tried twice and the second answer counts: the first one brings the extent map into
   * memory, as a running machine would have it.
   *
   * @param operation READ opens the target read-only and only reads
   * @throws SyscallException if it can't be opened, or answers with an error of another kind
   */
  public static NowaitProbe of(
      Path target, long sizeBytes, Alignment alignment, IoOperation operation) {
    LinuxSyscalls syscalls = LinuxSyscalls.host();
    FileAccess access =
        operation == IoOperation.WRITE ? FileAccess.READ_WRITE : FileAccess.READ_ONLY;
    int bytes = (int) Math.min(REQUEST_BYTES, sizeBytes);
    bytes -= bytes % alignment.offsetBytes();
    if (bytes == 0) {
      return new NowaitProbe(operation, 0, 0, false);
    }
    try (IoFile file = IoFile.open(syscalls, target, CacheMode.NONE, access);
        NativeMemory memory = NativeMemory.map(syscalls, REQUEST_BYTES);
        NativeMemory iovec = NativeMemory.map(syscalls, IOVEC_BYTES)) {
      ByteBuffer view = iovec.view();
      view.putLong(0, memory.address()).putLong(Long.BYTES, bytes);
      return new Submitter(LinuxFileSyscalls.host(), file, iovec.address(), bytes)
          .probe(operation, sizeBytes);
    }
  }

  private record Submitter(LinuxFileSyscalls syscalls, IoFile file, long iovec, int bytes) {

    NowaitProbe probe(IoOperation operation, long sizeBytes) {
      SplittableRandom random = new SplittableRandom(sizeBytes);
      long places = sizeBytes / bytes;
      int wouldBlock = 0;
      for (int i = 0; i < REQUESTS; i++) {
        long offset = random.nextLong(places) * bytes;
        int errno = submit(IoOperation.READ, offset, 0);
        if (errno != 0) {
          throw new SyscallException("preadv2", file.path() + " with O_DIRECT", errno, "");
        }
        errno = submit(operation, offset, RWF_NOWAIT);
        if (errno == Errno.EOPNOTSUPP.number() || errno == Errno.ENOSYS.number()) {
          return new NowaitProbe(operation, i + 1, 0, false);
        }
        if (errno == Errno.EAGAIN.number()) {
          wouldBlock++;
        } else if (errno != 0) {
          throw new SyscallException(
              operation == IoOperation.READ ? "preadv2" : "pwritev2",
              file.path() + " with RWF_NOWAIT",
              errno,
              "");
        }
      }
      return new NowaitProbe(operation, REQUESTS, wouldBlock, true);
    }

    /** The error number, or 0. */
    private int submit(IoOperation operation, long offset, int flags) {
      long result =
          operation == IoOperation.READ
              ? syscalls.preadv2(file.fd(), iovec, 1, offset, flags)
              : syscalls.pwritev2(file.fd(), iovec, 1, offset, flags);
      return result == -1 ? syscalls.errno() : 0;
    }
  }
}
