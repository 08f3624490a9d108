package io.aiorevisited.workloads.targets.probe;

import io.aiorevisited.engines.linux.LinuxFileSyscalls;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import io.aiorevisited.engines.linux.SyscallException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/*
 * Layouts and flags of include/uapi/linux/fiemap.h. FIEMAP_FLAG_SYNC is not given: it would write
 * the file's dirty pages out, and looking must change nothing. They are reported as delayed.
 */
/** Surveys a file's extents by the FIEMAP ioctl. */
final class Fiemap {
  static final long FS_IOC_FIEMAP = 0xC020660BL;

  static final int START = 0;
  static final int LENGTH = 8;
  static final int MAPPED_EXTENTS = 20;
  static final int EXTENT_COUNT = 24;
  static final int HEADER_BYTES = 32;

  static final int EXTENT_LOGICAL = 0;
  static final int EXTENT_LENGTH = 16;
  static final int EXTENT_FLAGS = 40;
  static final int EXTENT_BYTES = 56;

  static final int LAST = 0x1;
  static final int DELAYED = 0x4;
  static final int UNWRITTEN = 0x800;
  static final int SHARED = 0x2000;

  /** UNKNOWN, ENCODED, DATA_ENCRYPTED, NOT_ALIGNED, DATA_INLINE, DATA_TAIL. */
  static final int NOT_PLAIN = 0x2 | 0x8 | 0x80 | 0x100 | 0x200 | 0x400;

  private static final int EXTENTS_PER_CALL = 500;

  private final LinuxSyscalls syscalls;
  private final LinuxFileSyscalls fileSyscalls;

  private int extents;
  private long writtenBytes;
  private long unwrittenBytes;
  private long delayedBytes;
  private long encodedBytes;
  private long sharedBytes;

  Fiemap(LinuxSyscalls syscalls, LinuxFileSyscalls fileSyscalls) {
    this.syscalls = syscalls;
    this.fileSyscalls = fileSyscalls;
  }

  /** Looks at the first {@code lengthBytes}; one use per object. */
  Extents survey(int fd, Path file, long lengthBytes) {
    int bytes = HEADER_BYTES + EXTENTS_PER_CALL * EXTENT_BYTES;
    try (NativeMemory memory = NativeMemory.map(syscalls, bytes)) {
      ByteBuffer fiemap = memory.view(0, bytes);
      long position = 0;
      while (position < lengthBytes) {
        fiemap.putLong(START, position).putLong(LENGTH, lengthBytes - position);
        fiemap.putLong(LENGTH + Long.BYTES, 0).putInt(EXTENT_COUNT, EXTENTS_PER_CALL);
        if (fileSyscalls.ioctl(fd, FS_IOC_FIEMAP, memory.address()) == -1) {
          throw new SyscallException("FIEMAP", file.toString(), fileSyscalls.errno(), "");
        }
        position = addAll(fiemap, lengthBytes);
      }
    }
    long missingBytes = lengthBytes - writtenBytes - unwrittenBytes - delayedBytes - encodedBytes;
    return new Extents(
        Extents.Source.FIEMAP,
        lengthBytes,
        extents,
        writtenBytes,
        unwrittenBytes,
        delayedBytes,
        encodedBytes,
        missingBytes,
        sharedBytes);
  }

  /** Adds what one call told and returns where the next has to start. */
  private long addAll(ByteBuffer fiemap, long lengthBytes) {
    int mapped = fiemap.getInt(MAPPED_EXTENTS);
    long end = lengthBytes;
    for (int i = 0; i < mapped; i++) {
      int extent = HEADER_BYTES + i * EXTENT_BYTES;
      long from = fiemap.getLong(extent + EXTENT_LOGICAL);
      end = from + fiemap.getLong(extent + EXTENT_LENGTH);
      int flags = fiemap.getInt(extent + EXTENT_FLAGS);
      add(Math.max(0, Math.min(end, lengthBytes) - from), flags);
      if ((flags & LAST) != 0) {
        return lengthBytes;
      }
    }
    return end;
  }

  private void add(long bytes, int flags) {
    extents++;
    if ((flags & SHARED) != 0) {
      sharedBytes += bytes;
    }
    if ((flags & UNWRITTEN) != 0) {
      unwrittenBytes += bytes;
    } else if ((flags & DELAYED) != 0) {
      delayedBytes += bytes;
    } else if ((flags & NOT_PLAIN) != 0) {
      encodedBytes += bytes;
    } else {
      writtenBytes += bytes;
    }
  }
}
