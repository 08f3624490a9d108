package io.aiorevisited.engines.qsd;

import io.aiorevisited.engines.BufferMemory;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineFailedException;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.linux.EventFd;
import io.aiorevisited.engines.linux.LinuxSharingSyscalls;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.engines.parts.CloseStack;
import io.aiorevisited.engines.qsd.VhostUser.ClosedByDaemonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/*
 * The daemon's socket lies in a folder that nobody else may enter, and both are removed once the
 * connection stands: whoever could connect could read and write the target.
 */
/** A daemon, started and connected, that serves one queue. */
final class Connection implements AutoCloseable {
  private static final long START_STEP_MILLIS = 2;
  private static final int O_RDONLY_CLOEXEC = 0x80000;

  private static final long INDIRECT_DESCRIPTORS = 1L << 28;
  private static final long EVENT_INDEX = 1L << 29;
  private static final long PROTOCOL_FEATURES = 1L << 30;
  private static final long VERSION_1 = 1L << 32;
  private static final long FEATURES =
      INDIRECT_DESCRIPTORS | EVENT_INDEX | PROTOCOL_FEATURES | VERSION_1;
  private static final long REPLY_ACK = 1 << 3;
  private static final long CONFIG = 1 << 9;
  private static final long PROTOCOL = REPLY_ACK | CONFIG;

  // struct virtio_blk_config.
  private static final int CONFIG_CAPACITY = 0;
  private static final int CONFIG_WRITE_CACHE = 32;
  private static final int CONFIG_BYTES = 36;

  private static final int SECTOR_BYTES = 512;

  private final CloseStack closings = new CloseStack();
  private final LinuxSyscalls syscalls;
  private final Daemon daemon;
  private final VhostUser socket;
  private final long capacityBytes;

  /**
   * Starts a daemon and connects to it.
   *
   * @param patienceMillis longest wait for its start, for each answer and for its end
   * @throws io.aiorevisited.engines.EngineUnsupportedException if it isn't installed, or doesn't
   *     have the mode
   * @throws EngineFailedException if it ends, hangs or refuses
   */
  Connection(
      LinuxSyscalls syscalls,
      InstalledPrograms programs,
      DaemonOptions options,
      int patienceMillis) {
    this.syscalls = syscalls;
    Path folder = null;
    try {
      folder = Files.createTempDirectory("aio-revisited-qsd-");
      daemon = Daemon.start(programs, options, folder);
      closings.push(() -> daemon.close(patienceMillis));
      socket = new VhostUser(syscalls, LinuxSharingSyscalls.host(), patienceMillis);
      closings.push(socket::close);
      connect(folder, patienceMillis);
      capacityBytes = negotiate(options.file().cacheMode());
    } catch (IOException e) {
      closings.closeAfter(e);
      throw new UncheckedIOException(Daemon.PROGRAM + " can't be started", e);
    } catch (RuntimeException | Error e) {
      closings.closeAfter(e);
      throw e;
    } finally {
      remove(folder);
    }
  }

  private void connect(Path folder, int patienceMillis) throws IOException {
    int directory = syscalls.open(folder.toString(), O_RDONLY_CLOEXEC, 0);
    if (directory == -1) {
      throw new SyscallException("open", folder.toString(), syscalls.errno(), "");
    }
    try {
      // By the folder's descriptor: its path may be longer than a socket's may be.
      String path = "/proc/self/fd/" + directory + "/" + DaemonOptions.SOCKET;
      long startNanos = System.nanoTime();
      while (!socket.connect(path)) {
        if (daemon.hasEndedAfterMillis(START_STEP_MILLIS)) {
          throw daemon.ended();
        }
        if ((System.nanoTime() - startNanos) / 1_000_000 > patienceMillis) {
          throw new EngineFailedException(
              Daemon.PROGRAM + " hangs: no socket " + patienceMillis + " ms after its start");
        }
      }
    } finally {
      syscalls.close(directory);
    }
  }

  /** Agrees on features; the capacity in bytes. */
  private long negotiate(CacheMode cacheMode) {
    return asking(
        () -> {
          require("features", socket.getNumber(VhostUser.GET_FEATURES), FEATURES);
          require("protocol features", socket.getNumber(VhostUser.GET_PROTOCOL_FEATURES), PROTOCOL);
          socket.setNumber(VhostUser.SET_PROTOCOL_FEATURES, PROTOCOL);
          socket.acknowledges();
          socket.setNumber(VhostUser.SET_OWNER, 0);
          socket.setNumber(VhostUser.SET_FEATURES, FEATURES);
          if (cacheMode == CacheMode.WRITETHROUGH) {
            ByteBuffer payload = configPayload(CONFIG_WRITE_CACHE, 1);
            payload.put(VhostUser.CONFIG_HEADER_BYTES, (byte) 0);
            socket.setPayload(VhostUser.SET_CONFIG, VhostUser.CONFIG_HEADER_BYTES + 1);
          }
          configPayload(0, CONFIG_BYTES);
          ByteBuffer config =
              socket.getPayload(VhostUser.GET_CONFIG, VhostUser.CONFIG_HEADER_BYTES + CONFIG_BYTES);
          return config.getLong(VhostUser.CONFIG_HEADER_BYTES + CONFIG_CAPACITY) * SECTOR_BYTES;
        });
  }

  private ByteBuffer configPayload(int offset, int bytes) {
    ByteBuffer payload = socket.payload();
    payload.putInt(0, offset);
    payload.putInt(4, bytes);
    payload.putInt(8, 0);
    return payload;
  }

  private static void require(String what, long offered, long needed) {
    if ((offered & needed) != needed) {
      throw new EngineFailedException(
          "%s offers the %s 0x%x, and 0x%x are needed: use QEMU 7.2 or later"
              .formatted(Daemon.PROGRAM, what, offered, needed));
    }
  }

  /** Has the daemon serve a queue, which it looks into at once. */
  void serve(Virtqueue queue, BufferMemory buffers, int buffersFd, EventFd kick, EventFd call) {
    asking(
        () -> {
          ByteBuffer payload = socket.payload();
          payload.putInt(0, 2);
          payload.putInt(4, 0);
          putRegion(payload, 8, queue.memory().address(), queue.memory().bytes());
          putRegion(payload, 40, buffers.address(), buffers.bytes());
          socket.setPayload(VhostUser.SET_MEM_TABLE, 72, queue.memory().sharedFd(), buffersFd);
          setOfQueue(VhostUser.SET_VRING_NUM, queue.entries());
          setOfQueue(VhostUser.SET_VRING_BASE, 0);
          payload.putInt(0, 0);
          payload.putInt(4, 0);
          payload.putLong(8, queue.tableAddress());
          payload.putLong(16, queue.usedAddress());
          payload.putLong(24, queue.availableAddress());
          payload.putLong(32, 0);
          socket.setPayload(VhostUser.SET_VRING_ADDR, 40);
          payload.putLong(0, 0);
          socket.setPayload(VhostUser.SET_VRING_CALL, Long.BYTES, call.fd());
          payload.putLong(0, 0);
          socket.setPayload(VhostUser.SET_VRING_KICK, Long.BYTES, kick.fd());
          setOfQueue(VhostUser.SET_VRING_ENABLE, 1);
          return 0L;
        });
  }

  /** Guest's address and ours are the same, so that the queue holds our addresses. */
  private static void putRegion(ByteBuffer payload, int offset, long address, long bytes) {
    payload.putLong(offset, address);
    payload.putLong(offset + 8, bytes);
    payload.putLong(offset + 16, address);
    payload.putLong(offset + 24, 0);
  }

  private void setOfQueue(int request, int value) {
    ByteBuffer payload = socket.payload();
    payload.putInt(0, 0);
    payload.putInt(4, value);
    socket.setPayload(request, 2 * Integer.BYTES);
  }

  private interface Dialogue {
    long run();
  }

  private long asking(Dialogue dialogue) {
    try {
      return dialogue.run();
    } catch (ClosedByDaemonException e) {
      RuntimeException why = daemon.ended();
      why.addSuppressed(e);
      throw why;
    }
  }

  Daemon daemon() {
    return daemon;
  }

  /** Descriptor that is readable once the daemon has ended. */
  int fd() {
    return socket.fd();
  }

  /** Size of what is exported, a multiple of 512. */
  long capacityBytes() {
    return capacityBytes;
  }

  private static void remove(Path folder) {
    if (folder == null) {
      return;
    }
    try {
      Files.deleteIfExists(folder.resolve(DaemonOptions.SOCKET));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of " + Daemon.PROGRAM + " can't be removed", e);
    }
  }

  /** Closes the socket and ends the daemon. Idempotent. */
  @Override
  public void close() {
    closings.close();
  }
}
