package io.aiorevisited.engines.linux;

/** The error numbers that these calls give, the same on x86-64 and arm64, with their meaning. */
public enum Errno {
  EPERM(1, "operation not permitted"),
  ENOENT(2, "no such file or directory"),
  EINTR(4, "interrupted by a signal"),
  EIO(5, "the device reported an I/O error"),
  ENXIO(6, "no such device or address"),
  EBADF(9, "bad file descriptor, or not open for this operation"),
  EAGAIN(11, "no resources at the moment"),
  ENOMEM(12, "not enough memory"),
  EACCES(13, "permission denied"),
  EFAULT(14, "bad address"),
  EBUSY(16, "in use"),
  EEXIST(17, "it exists already"),
  ENODEV(19, "no such device"),
  ENOTDIR(20, "not a directory"),
  EISDIR(21, "it is a directory"),
  EINVAL(22, "invalid argument"),
  ENFILE(23, "too many open files in the system"),
  EMFILE(24, "too many open files in this process"),
  ETXTBSY(26, "the file is being executed"),
  EFBIG(27, "the file would be too large"),
  ENOSPC(28, "no space left"),
  ESPIPE(29, "can't seek in it"),
  EROFS(30, "read-only file system"),
  EPIPE(32, "nobody reads the other end"),
  ENAMETOOLONG(36, "the name is too long"),
  ENOSYS(38, "the kernel has no such call, or a sandbox hides it"),
  ELOOP(40, "too many symbolic links"),
  ETIME(62, "the time is up"),
  EOVERFLOW(75, "the value is too large"),
  EOPNOTSUPP(95, "not supported here"),
  ECONNRESET(104, "the other end is gone"),
  ETIMEDOUT(110, "timed out"),
  ECONNREFUSED(111, "nobody listens there"),
  EREMOTEIO(121, "remote I/O error"),
  EDQUOT(122, "the disk quota is used up");

  private final int number;
  private final String meaning;

  Errno(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** The number, positive. */
  public int number() {
    return number;
  }

  /** What it means, in a few words. */
  public String meaning() {
    return meaning;
  }

  /** Describes an error number, for example {@code EINVAL (invalid argument)}. */
  public static String describe(int number) {
    for (Errno errno : values()) {
      if (errno.number == number) {
        return errno + " (" + errno.meaning + ")";
      }
    }
    return "errno " + number;
  }
}
