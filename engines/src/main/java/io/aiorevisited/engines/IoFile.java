package io.aiorevisited.engines;

import io.aiorevisited.engines.linux.Architecture;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.SyscallException;
import java.nio.file.Path;

/**
 * An open target of I/O: an existing file or block device, opened in one cache mode.
 *
 * <p>It must stay open until every engine on it is closed.
 */
public final class IoFile implements AutoCloseable {
  private static final int O_RDONLY = 0;
  private static final int O_RDWR = 2;
  private static final int O_DSYNC = 0x1000;
  private static final int O_CLOEXEC = 0x80000;

  private final LinuxSyscalls syscalls;
  private final Path path;
  private final CacheMode cacheMode;
  private final FileAccess access;
  private final int fd;
  private boolean closed;

  private IoFile(
      LinuxSyscalls syscalls, Path path, CacheMode cacheMode, FileAccess access, int fd) {
    this.syscalls = syscalls;
    this.path = path;
    this.cacheMode = cacheMode;
    this.access = access;
    this.fd = fd;
  }

  /**
   * Opens a target that exists; never creates or truncates it.
   *
   * @throws SyscallException if it can't be opened, with EINVAL if its file system has no O_DIRECT
   */
  public static IoFile open(Path path, CacheMode cacheMode, FileAccess access) {
    return open(LinuxSyscalls.host(), path, cacheMode, access);
  }

  /** Opens a target as {@link #open(Path, CacheMode, FileAccess)} does, by the calls given. */
  public static IoFile open(
      LinuxSyscalls syscalls, Path path, CacheMode cacheMode, FileAccess access) {
    int fd = syscalls.open(path.toString(), flags(cacheMode, access), 0);
    if (fd == -1) {
      int errno = syscalls.errno();
      throw new SyscallException(
          "open", describe(path, cacheMode), errno, advice(cacheMode, errno));
    }
    return new IoFile(syscalls, path, cacheMode, access, fd);
  }

  /**
   * Opens a new file without a name in a directory, which is gone when it is closed, however that
   * comes about.
   *
   * @throws SyscallException with EINVAL if the file system has no O_DIRECT, with EOPNOTSUPP if it
   *     has no files without a name
   */
  public static IoFile openUnnamed(Path directory, CacheMode cacheMode) {
    LinuxSyscalls syscalls = LinuxSyscalls.host();
    int flags = flags(cacheMode, FileAccess.READ_WRITE) | Architecture.current().unnamedFileFlag();
    int fd = syscalls.open(directory.toString(), flags, 0600);
    if (fd == -1) {
      int errno = syscalls.errno();
      throw new SyscallException(
          "open", "a file in " + describe(directory, cacheMode), errno, advice(cacheMode, errno));
    }
    return new IoFile(syscalls, directory, cacheMode, FileAccess.READ_WRITE, fd);
  }

  private static int flags(CacheMode cacheMode, FileAccess access) {
    int mode =
        switch (cacheMode) {
          case NONE -> Architecture.current().directFlag();
          case WRITETHROUGH -> O_DSYNC;
          case WRITEBACK -> 0;
        };
    return mode | O_CLOEXEC | (access == FileAccess.READ_WRITE ? O_RDWR : O_RDONLY);
  }

  private static String describe(Path path, CacheMode cacheMode) {
    return path + (cacheMode == CacheMode.NONE ? " with O_DIRECT" : "");
  }

  private static String advice(CacheMode cacheMode, int errno) {
    if (errno == Errno.EINVAL.number() && cacheMode == CacheMode.NONE) {
      return "its file system has no O_DIRECT: choose a target on another one, or another cache"
          + " mode";
    }
    if (errno == Errno.ENOENT.number()) {
      return "make the file first";
    }
    if (errno == Errno.EACCES.number() || errno == Errno.EPERM.number()) {
      return "choose a target that you may open";
    }
    return "";
  }

  public Path path() {
    return path;
  }

  public CacheMode cacheMode() {
    return cacheMode;
  }

  public FileAccess access() {
    return access;
  }

  /** The open descriptor. */
  public int fd() {
    return fd;
  }

  /** Closes the descriptor. Idempotent. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (syscalls.close(fd) == -1) {
      throw new SyscallException("close", path.toString(), syscalls.errno(), "");
    }
  }
}
