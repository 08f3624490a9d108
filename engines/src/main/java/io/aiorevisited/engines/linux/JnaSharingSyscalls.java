package io.aiorevisited.engines.linux;

import com.sun.jna.Native;

/** Binds {@link LinuxSharingSyscalls} by JNA's direct mapping, as {@link JnaSyscalls} does. */
final class JnaSharingSyscalls implements LinuxSharingSyscalls {
  static final JnaSharingSyscalls INSTANCE = new JnaSharingSyscalls(Architecture.current());

  private final long memfdCreateNumber;

  private JnaSharingSyscalls(Architecture architecture) {
    memfdCreateNumber =
        switch (architecture) {
          case X86_64 -> 319;
          case AARCH64 -> 279;
        };
    Native.register(LibC.class, "c");
  }

  private static final class LibC {
    private LibC() {}

    /** For memfd_create, of which the C library has a wrapper only since glibc 2.27. */
    static native long syscall(long number, byte[] name, long flags);

    static native int socket(int domain, int type, int protocol);

    static native int connect(int fd, long address, int addressBytes);

    static native int setsockopt(int fd, int level, int option, long value, int bytes);

    static native long sendmsg(int fd, long message, int flags);
  }

  @Override
  public int errno() {
    return Native.getLastError();
  }

  @Override
  public int memfdCreate(String name, int flags) {
    return (int) LibC.syscall(memfdCreateNumber, JnaSyscalls.terminated(name), flags);
  }

  @Override
  public int socket(int domain, int type, int protocol) {
    return LibC.socket(domain, type, protocol);
  }

  @Override
  public int connect(int fd, long address, int addressBytes) {
    return LibC.connect(fd, address, addressBytes);
  }

  @Override
  public int setsockopt(int fd, int level, int option, long value, int bytes) {
    return LibC.setsockopt(fd, level, option, value, bytes);
  }

  @Override
  public long sendmsg(int fd, long message, int flags) {
    return LibC.sendmsg(fd, message, flags);
  }
}
