package io.aiorevisited.engines.linux;

/**
 * System calls by which memory and descriptors are shared with another process, around the I/O and
 * never during it.
 *
 * <p>As in {@link LinuxSyscalls}, every call passes on what the C library returns: -1 for a
 * failure, and then {@link #errno} tells which. Memory is passed by address; sizes are bytes.
 */
public interface LinuxSharingSyscalls {

  /** The binding in use on this machine; loaded at the first call. */
  static LinuxSharingSyscalls host() {
    return JnaSharingSyscalls.INSTANCE;
  }

  /**
   * The error number that the calling thread's last failed call of this interface left. Each
   * binding keeps its own: that of {@link LinuxSyscalls} does not have it.
   */
  int errno();

  /**
   * Makes a file in memory that has no name in any folder; its descriptor, or -1. Since Linux 3.17.
   */
  int memfdCreate(String name, int flags);

  /** Makes a socket; its descriptor, or -1. */
  int socket(int domain, int type, int protocol);

  /** Connects a socket to the {@code struct sockaddr} at {@code address}; 0, or -1. */
  int connect(int fd, long address, int addressBytes);

  /** Sets a socket's option to the {@code bytes} at {@code value}; 0, or -1. */
  int setsockopt(int fd, int level, int option, long value, int bytes);

  /**
   * Sends what the {@code struct msghdr} at {@code message} names, descriptors included; bytes
   * sent, or -1.
   */
  long sendmsg(int fd, long message, int flags);
}
