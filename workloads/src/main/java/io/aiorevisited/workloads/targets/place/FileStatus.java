package io.aiorevisited.workloads.targets.place;

import io.aiorevisited.engines.linux.LinuxFileSyscalls;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import io.aiorevisited.engines.linux.SyscallException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What statx tells of a path.
 *
 * @param kind what it is
 * @param sizeBytes length of a file; 0 for a device
 * @param allocatedBytes what its file system has set aside for it
 * @param fileSystemDevice device that its file system is on
 * @param device the device that it is, of meaning for a device only
 * @param mountId its mount in mountinfo; since Linux 5.8
 * @param directAlignment what O_DIRECT asks for; since Linux 6.1, and only where the file system
 *     tells
 */
public record FileStatus(
    Kind kind,
    long sizeBytes,
    long allocatedBytes,
    DeviceNumber fileSystemDevice,
    DeviceNumber device,
    OptionalLong mountId,
    Optional<DirectAlignment> directAlignment) {

  /** Sorts of things that a path can lead to. */
  public enum Kind {
    REGULAR_FILE,
    BLOCK_DEVICE,
    DIRECTORY,
    OTHER
  }

  /**
   * STATX_DIOALIGN's answer; both 0 where the file has no O_DIRECT.
   *
   * @param memoryBytes alignment of buffers
   * @param offsetBytes alignment of offsets and lengths
   */
  public record DirectAlignment(int memoryBytes, int offsetBytes) {

    /** Whether the file can be opened with O_DIRECT. */
    public boolean possible() {
      return offsetBytes > 0;
    }
  }

  /** The layout of {@code struct statx} in include/uapi/linux/stat.h. */
  private static final int STRUCT_BYTES = 256;

  private static final int MASK = 0;
  private static final int MODE = 28;
  private static final int SIZE = 40;
  private static final int BLOCKS = 48;
  private static final int RDEV_MAJOR = 128;
  private static final int DEV_MAJOR = 136;
  private static final int MOUNT_ID = 144;
  private static final int DIO_MEMORY_ALIGN = 152;
  private static final int DIO_OFFSET_ALIGN = 156;

  private static final int STATX_BASIC = 0x7ff;
  private static final int STATX_MNT_ID = 0x1000;
  private static final int STATX_DIOALIGN = 0x2000;
  private static final int AT_FDCWD = -100;
  private static final int S_IFMT = 0xf000;
  private static final int BLOCK_BYTES = 512;

  /**
   * Asks about {@code path}, symbolic links followed.
   *
   * @throws SyscallException if there is nothing, or nothing that may be looked at
   */
  public static FileStatus of(Path path) {
    return of(LinuxSyscalls.host(), LinuxFileSyscalls.host(), path);
  }

  public static FileStatus of(LinuxSyscalls syscalls, LinuxFileSyscalls fileSyscalls, Path path) {
    try (NativeMemory memory = NativeMemory.map(syscalls, STRUCT_BYTES)) {
      int mask = STATX_BASIC | STATX_MNT_ID | STATX_DIOALIGN;
      if (fileSyscalls.statx(AT_FDCWD, path.toString(), 0, mask, memory.address()) == -1) {
        throw new SyscallException("statx", path.toString(), fileSyscalls.errno(), "");
      }
      return decode(memory.view(0, STRUCT_BYTES));
    }
  }

  public static FileStatus decode(ByteBuffer statx) {
    int mask = statx.getInt(MASK);
    return new FileStatus(
        kind(Short.toUnsignedInt(statx.getShort(MODE)) & S_IFMT),
        statx.getLong(SIZE),
        statx.getLong(BLOCKS) * BLOCK_BYTES,
        number(statx, DEV_MAJOR),
        number(statx, RDEV_MAJOR),
        (mask & STATX_MNT_ID) == 0
            ? OptionalLong.empty()
            : OptionalLong.of(statx.getLong(MOUNT_ID)),
        (mask & STATX_DIOALIGN) == 0
            ? Optional.empty()
            : Optional.of(
                new DirectAlignment(
                    statx.getInt(DIO_MEMORY_ALIGN), statx.getInt(DIO_OFFSET_ALIGN))));
  }

  private static DeviceNumber number(ByteBuffer statx, int offset) {
    return new DeviceNumber(statx.getInt(offset), statx.getInt(offset + Integer.BYTES));
  }

  private static Kind kind(int type) {
    return switch (type) {
      case 0x8000 -> Kind.REGULAR_FILE;
      case 0x6000 -> Kind.BLOCK_DEVICE;
      case 0x4000 -> Kind.DIRECTORY;
      default -> Kind.OTHER;
    };
  }
}
