package io.aiorevisited.workloads.targets.probe;

import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxFileSyscalls;
import io.aiorevisited.engines.linux.SyscallException;
import java.nio.file.Path;
import java.util.Optional;

/*
 * A file system that knows nothing of holes answers SEEK_HOLE all the same: all data, one hole at
 * the end. So an answer without holes is believed only if the file has as many blocks as bytes.
 */
/** Surveys a file's data and holes by lseek, where there is no FIEMAP, as on tmpfs and NFS. */
final class SeekHole {
  private static final int SEEK_DATA = 3;
  private static final int SEEK_HOLE = 4;

  private final LinuxFileSyscalls syscalls;

  SeekHole(LinuxFileSyscalls syscalls) {
    this.syscalls = syscalls;
  }

  /** Looks at the first {@code lengthBytes}; empty where the answer can't be believed. */
  Optional<Extents> survey(int fd, Path file, long lengthBytes, long allocatedBytes) {
    int ranges = 0;
    long writtenBytes = 0;
    long position = 0;
    while (position < lengthBytes) {
      long data = syscalls.lseek(fd, position, SEEK_DATA);
      if (data == -1) {
        int errno = syscalls.errno();
        if (errno == Errno.ENXIO.number()) {
          break; // No data from here to the end.
        }
        if (errno == Errno.EINVAL.number()) {
          return Optional.empty();
        }
        throw new SyscallException("lseek", file.toString(), errno, "");
      }
      if (data >= lengthBytes) {
        break;
      }
      long hole = syscalls.lseek(fd, data, SEEK_HOLE);
      if (hole == -1) {
        throw new SyscallException("lseek", file.toString(), syscalls.errno(), "");
      }
      ranges++;
      writtenBytes += Math.min(hole, lengthBytes) - data;
      position = hole;
    }
    if (writtenBytes == lengthBytes && allocatedBytes < lengthBytes) {
      return Optional.empty();
    }
    long missingBytes = lengthBytes - writtenBytes;
    return Optional.of(
        new Extents(
            Extents.Source.SEEK_HOLE, lengthBytes, ranges, writtenBytes, 0, 0, 0, missingBytes, 0));
  }
}
