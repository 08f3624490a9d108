package io.aiorevisited.engines.qsd;

import io.aiorevisited.engines.EngineFailedException;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxSharingSyscalls;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import io.aiorevisited.engines.linux.SyscallException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/*
 * The vhost-user protocol, as docs/interop/vhost-user.rst of QEMU has it: messages of three 32-bit
 * numbers (request, flags, size) and a payload, in the machine's byte order; descriptors go along by
 * SCM_RIGHTS. Every message that sets something asks for an answer, so that a refusal is known.
 */
/** The front-end's end of a vhost-user connection. Only for setting up: nothing here is fast. */
final class VhostUser implements AutoCloseable {
  static final int GET_FEATURES = 1;
  static final int SET_FEATURES = 2;
  static final int SET_OWNER = 3;
  static final int SET_MEM_TABLE = 5;
  static final int SET_VRING_NUM = 8;
  static final int SET_VRING_ADDR = 9;
  static final int SET_VRING_BASE = 10;
  static final int SET_VRING_KICK = 12;
  static final int SET_VRING_CALL = 13;
  static final int GET_PROTOCOL_FEATURES = 15;
  static final int SET_PROTOCOL_FEATURES = 16;
  static final int SET_VRING_ENABLE = 18;
  static final int GET_CONFIG = 24;
  static final int SET_CONFIG = 25;

  static final int CONFIG_HEADER_BYTES = 12;

  private static final int VERSION = 1;
  private static final int VERSION_BITS = 3;
  private static final int NEED_REPLY = 8;
  private static final int HEADER_BYTES = 12;
  private static final int MAX_PAYLOAD_BYTES = 512;

  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM_CLOEXEC = 1 | 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;
  private static final int SCM_RIGHTS = 1;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** Bytes of a struct sockaddr_un, of which two are its family. */
  private static final int ADDRESS_BYTES = 110;

  // Where in the memory what lies.
  private static final int MESSAGE = 0;
  private static final int IOVEC = 1024;
  private static final int MSGHDR = 1040;
  private static final int CONTROL = 1104;
  private static final int ADDRESS = 2048;
  private static final int TIMEVAL = 3072;
  private static final int MEMORY_BYTES = 4096;

  private static final int CONTROL_HEADER_BYTES = 16;

  private final LinuxSyscalls syscalls;
  private final LinuxSharingSyscalls sharing;
  private final NativeMemory memory;
  private final ByteBuffer view;
  private final int fd;
  private boolean acknowledges;
  private boolean closed;

  /** Makes a socket that is not connected yet, and that waits so long for an answer at most. */
  VhostUser(LinuxSyscalls syscalls, LinuxSharingSyscalls sharing, int longestWaitMillis) {
    this.syscalls = syscalls;
    this.sharing = sharing;
    this.memory = NativeMemory.map(syscalls, MEMORY_BYTES);
    this.view = memory.view();
    this.fd = sharing.socket(AF_UNIX, SOCK_STREAM_CLOEXEC, 0);
    view.putLong(TIMEVAL, longestWaitMillis / 1000);
    view.putLong(TIMEVAL + 8, longestWaitMillis % 1000 * 1000L);
    if (fd == -1
        || sharing.setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, memory.address() + TIMEVAL, 16) == -1) {
      SyscallException e =
          new SyscallException("socket", "a new socket", sharing.errno(), "raise ulimit -n");
      close();
      throw e;
    }
  }

  /**
   * Connects.
   *
   * @param path of at most 107 bytes
   * @return false if nobody listens there yet
   */
  boolean connect(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.US_ASCII);
    view.putShort(ADDRESS, (short) AF_UNIX);
    view.put(ADDRESS + 2, bytes);
    view.put(ADDRESS + 2 + bytes.length, (byte) 0);
    if (sharing.connect(fd, memory.address() + ADDRESS, ADDRESS_BYTES) == 0) {
      return true;
    }
    int errno = sharing.errno();
    if (errno == Errno.ENOENT.number() || errno == Errno.ECONNREFUSED.number()) {
      return false;
    }
    throw new SyscallException("connect", "the socket of " + Daemon.PROGRAM, errno, "");
  }

  /** The descriptor: readable once the daemon has closed its end. */
  int fd() {
    return fd;
  }

  /** Has everything that is set from now on acknowledged. */
  void acknowledges() {
    acknowledges = true;
  }

  /** Where the payload of the next message is to be written, from this offset on. */
  ByteBuffer payload() {
    return view.slice(MESSAGE + HEADER_BYTES, MAX_PAYLOAD_BYTES).order(view.order());
  }

  /** Asks for a number. */
  long getNumber(int request) {
    send(request, 0, 0);
    return receive(request, Long.BYTES).getLong(0);
  }

  /** Asks for what {@link #payload} describes; the payload of the answer, as long as that. */
  ByteBuffer getPayload(int request, int payloadBytes) {
    send(request, payloadBytes, 0);
    return receive(request, payloadBytes);
  }

  /** Sets a number. */
  void setNumber(int request, long value) {
    payload().putLong(0, value);
    setPayload(request, Long.BYTES);
  }

  /** Sets what {@link #payload} says, with descriptors. */
  void setPayload(int request, int payloadBytes, int... descriptors) {
    send(request, payloadBytes, acknowledges ? NEED_REPLY : 0, descriptors);
    if (acknowledges && receive(request, Long.BYTES).getLong(0) != 0) {
      throw new EngineFailedException(
          Daemon.PROGRAM + " refuses message " + request + " of vhost-user; report it");
    }
  }

  private void send(int request, int payloadBytes, int flags, int... descriptors) {
    view.putInt(MESSAGE, request);
    view.putInt(MESSAGE + 4, VERSION | flags);
    view.putInt(MESSAGE + 8, payloadBytes);
    view.putLong(IOVEC, memory.address() + MESSAGE);
    view.putLong(IOVEC + 8, HEADER_BYTES + payloadBytes);
    // struct cmsghdr: length, level, type, then the descriptors; padded to a whole number of longs.
    int controlBytes = CONTROL_HEADER_BYTES + descriptors.length * Integer.BYTES;
    view.putLong(CONTROL, controlBytes);
    view.putInt(CONTROL + 8, SOL_SOCKET);
    view.putInt(CONTROL + 12, SCM_RIGHTS);
    for (int i = 0; i < descriptors.length; i++) {
      view.putInt(CONTROL + CONTROL_HEADER_BYTES + i * Integer.BYTES, descriptors[i]);
    }
    boolean bare = descriptors.length == 0;
    // struct msghdr: no name; one iovec; control data.
    view.putLong(MSGHDR, 0);
    view.putLong(MSGHDR + 8, 0);
    view.putLong(MSGHDR + 16, memory.address() + IOVEC);
    view.putLong(MSGHDR + 24, 1);
    view.putLong(MSGHDR + 32, bare ? 0 : memory.address() + CONTROL);
    view.putLong(MSGHDR + 40, bare ? 0 : (controlBytes + 7) / 8 * 8);
    view.putLong(MSGHDR + 48, 0);
    long sent;
    do {
      sent = sharing.sendmsg(fd, memory.address() + MSGHDR, MSG_NOSIGNAL);
    } while (sent == -1 && sharing.errno() == Errno.EINTR.number());
    if (sent == -1) {
      throw failure("sendmsg", request, sharing.errno());
    }
    if (sent != HEADER_BYTES + payloadBytes) {
      throw new EngineFailedException(
          Daemon.PROGRAM + " took only a part of message " + request + " of vhost-user");
    }
  }

  private ByteBuffer receive(int request, int payloadBytes) {
    readFully(request, MESSAGE, HEADER_BYTES);
    int size = view.getInt(MESSAGE + 8);
    if (view.getInt(MESSAGE) != request
        || (view.getInt(MESSAGE + 4) & VERSION_BITS) != VERSION
        || size != payloadBytes) {
      throw new EngineFailedException(
          "%s answers message %d of vhost-user by message %d of %d bytes, not %d"
              .formatted(Daemon.PROGRAM, request, view.getInt(MESSAGE), size, payloadBytes));
    }
    readFully(request, MESSAGE + HEADER_BYTES, payloadBytes);
    return payload();
  }

  private void readFully(int request, int offset, int bytes) {
    int read = 0;
    while (read < bytes) {
      long part = syscalls.read(fd, memory.address() + offset + read, bytes - read);
      if (part == 0) {
        throw new ClosedByDaemonException();
      }
      if (part == -1 && syscalls.errno() != Errno.EINTR.number()) {
        throw failure("read", request, syscalls.errno());
      }
      read += (int) Math.max(0, part);
    }
  }

  private static RuntimeException failure(String call, int request, int errno) {
    if (errno == Errno.EPIPE.number() || errno == Errno.ECONNRESET.number()) {
      return new ClosedByDaemonException();
    }
    if (errno == Errno.EAGAIN.number()) {
      return new EngineFailedException(
          Daemon.PROGRAM + " doesn't answer message " + request + " of vhost-user: it hangs");
    }
    return new SyscallException(call, "the socket of " + Daemon.PROGRAM, errno, "");
  }

  /** The daemon has closed its end: it knows why. */
  static final class ClosedByDaemonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClosedByDaemonException() {
      super(Daemon.PROGRAM + " has closed its socket");
    }
  }

  /** Closes the socket. Idempotent. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (fd != -1) {
      syscalls.close(fd);
    }
    memory.close();
  }
}
