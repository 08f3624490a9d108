package io.aiorevisited.workloads.targets.probe;

import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxFileSyscalls;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.workloads.targets.place.FileStatus;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a range of a file is made of.
 *
 * @param source who told
 * @param rangeBytes length of the range
 * @param extents pieces that it is in; data ranges where a file system has no extents to show
 * @param writtenBytes bytes with data on the device
 * @param unwrittenBytes allocated bytes that nobody has written: read as zeros, without the device
 * @param delayedBytes written bytes that wait in memory for a place on the device
 * @param encodedBytes compressed, encrypted or inline bytes, which don't lie on the device as such
 * @param missingBytes holes, and what lies past the end of the file
 * @param sharedBytes bytes, of those above, that lie where other files have them too: a write gets
 *     a new place
 */
public record Extents(
    Source source,
    long rangeBytes,
    int extents,
    long writtenBytes,
    long unwrittenBytes,
    long delayedBytes,
    long encodedBytes,
    long missingBytes,
    long sharedBytes) {

  /** Ways to ask a file system. */
  public enum Source {
    /** The FIEMAP ioctl: every extent with its state. */
    FIEMAP,
    /** lseek with SEEK_DATA and SEEK_HOLE: data or none. */
    SEEK_HOLE
  }

  private static final int ENOTTY = 25;

  /**
   * Looks at the first {@code lengthBytes} of {@code file}; only reads.
   *
   * @return empty where the file system tells neither by FIEMAP nor, believably, by SEEK_HOLE
   * @throws SyscallException if the file can't be opened or looked at
   */
  public static Optional<Extents> of(Path file, long lengthBytes) {
    return of(LinuxSyscalls.host(), LinuxFileSyscalls.host(), file, lengthBytes);
  }

  static Optional<Extents> of(
      LinuxSyscalls syscalls, LinuxFileSyscalls fileSyscalls, Path file, long lengthBytes) {
    try (IoFile open = IoFile.open(syscalls, file, CacheMode.WRITEBACK, FileAccess.READ_ONLY)) {
      try {
        return Optional.of(new Fiemap(syscalls, fileSyscalls).survey(open.fd(), file, lengthBytes));
      } catch (SyscallException e) {
        if (!e.is(Errno.EOPNOTSUPP) && e.errno() != ENOTTY) {
          throw e;
        }
      }
      long allocatedBytes = FileStatus.of(syscalls, fileSyscalls, file).allocatedBytes();
      return new SeekHole(fileSyscalls).survey(open.fd(), file, lengthBytes, allocatedBytes);
    }
  }

  /** Whether a read of the range needs the device for every byte. */
  public boolean allWritten() {
    return writtenBytes == rangeBytes;
  }

  /** What keeps {@link #allWritten} from being so, for example {@code 4096 of 8192 bytes ...}. */
  public String shortcomings() {
    StringBuilder text = new StringBuilder();
    append(text, unwrittenBytes, "allocated but never written");
    append(text, missingBytes, "missing (holes, or past the end)");
    append(text, delayedBytes, "not yet on the device");
    append(text, encodedBytes, "compressed, encrypted or inline");
    return text.toString();
  }

  private void append(StringBuilder text, long bytes, String how) {
    if (bytes > 0) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(bytes)
          .append(" of ")
          .append(rangeBytes)
          .append(" bytes ")
          .append(how);
    }
  }
}
