package io.aiorevisited.engines.linux;

import java.util.Locale;

/** What differs between the CPU architectures that the harness runs on. */
public enum Architecture {
  /** Numbers from arch/x86/entry/syscalls/syscall_64.tbl; epoll_event is packed. */
  X86_64(206, 207, 209, 208, 186, 0x4000, 12, 4, "epoll_wait"),
  /** Numbers from include/uapi/asm-generic/unistd.h; it has no epoll_wait call of its own. */
  AARCH64(0, 1, 2, 4, 178, 0x10000, 16, 8, "epoll_pwait");

  /** The same on both: numbers above 423 are given out once for all architectures. */
  static final int IO_URING_SETUP_NUMBER = 425;

  static final int IO_URING_ENTER_NUMBER = 426;
  static final int IO_URING_REGISTER_NUMBER = 427;

  final int ioSetupNumber;
  final int ioDestroyNumber;
  final int ioSubmitNumber;
  final int ioGeteventsNumber;
  final int gettidNumber;
  final int epollEventBytes;
  final int epollDataOffset;
  private final int directFlag;
  private final String epollWaitName;

  Architecture(
      int ioSetupNumber,
      int ioDestroyNumber,
      int ioSubmitNumber,
      int ioGeteventsNumber,
      int gettidNumber,
      int directFlag,
      int epollEventBytes,
      int epollDataOffset,
      String epollWaitName) {
    this.ioSetupNumber = ioSetupNumber;
    this.ioDestroyNumber = ioDestroyNumber;
    this.ioSubmitNumber = ioSubmitNumber;
    this.ioGeteventsNumber = ioGeteventsNumber;
    this.gettidNumber = gettidNumber;
    this.directFlag = directFlag;
    this.epollEventBytes = epollEventBytes;
    this.epollDataOffset = epollDataOffset;
    this.epollWaitName = epollWaitName;
  }

  /**
   * Returns the architecture of this machine.
   *
   * @throws UnsupportedOperationException if it isn't Linux on x86-64 or arm64
   */
  public static Architecture current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Architecture of(String osName, String osArch) {
    if (osName.toLowerCase(Locale.ROOT).equals("linux")) {
      switch (osArch) {
        case "amd64", "x86_64":
          return X86_64;
        case "aarch64":
          return AARCH64;
        default:
          break;
      }
    }
    throw new UnsupportedOperationException(
        "engines need Linux on x86_64 or aarch64, where the system call numbers are known:"
            + " os.name="
            + osName
            + " os.arch="
            + osArch);
  }

  /** The value of O_DIRECT. */
  public int directFlag() {
    return directFlag;
  }

  /** The value of O_TMPFILE, which includes the architecture's O_DIRECTORY. */
  public int unnamedFileFlag() {
    return 0x400000 | (this == X86_64 ? 0x10000 : 0x4000);
  }

  /** The system call that the C library makes for epoll_wait, as strace prints it. */
  public String epollWaitName() {
    return epollWaitName;
  }
}
