package io.aiorevisited.engines.qsd;

import io.aiorevisited.engines.EngineDaemon;
import io.aiorevisited.engines.EngineFailedException;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.linux.Architecture;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.EventFd;
import io.aiorevisited.engines.linux.LinuxFileSyscalls;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.PollLoop;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.engines.parts.RequestSlots;
import io.aiorevisited.engines.parts.SlottedEngine;
import io.aiorevisited.engines.parts.WaitLimit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Has QEMU's storage daemon carry requests out, as a guest's driver would: through a virtqueue in
 * memory that both share (vhost-user-blk). The daemon is started by {@code open}, serves this
 * engine alone, and ends with it or with the home thread.
 *
 * <p>Each side tells the other only where that one wants to know: a kick, one write to an eventfd,
 * for the first request that the daemon would otherwise not look for; a call, read from another
 * eventfd in the poll loop, for the first completion after the home thread found none and sleeps.
 *
 * <p>What a block device refuses, its driver refuses before it is asked, as a guest's kernel does:
 * a write where the target is open for reading (EBADF), what isn't a whole number of sectors
 * (EINVAL), what lies behind the end (nothing read; ENOSPC). A request across the end is cut.
 *
 * <p>A daemon that has ended is noticed by its socket, one that is silent for {@value
 * #PATIENCE_MILLIS} ms by the clock: {@link EngineFailedException}. After {@value #LOOK_MILLIS} ms
 * of silence it is kicked once more and that is counted, since libvhost-user reads the queue after
 * it has said what to be told of without a fence between.
 */
public final class QsdEngine extends SlottedEngine {
  /** Name of the program that is the daemon. */
  public static final String PROGRAM = Daemon.PROGRAM;

  /** Most requests that the queue holds; others wait until one is done. */
  public static final int MOST_IN_QUEUE = Virtqueue.MAX_ENTRIES;

  /** Most workers that QEMU's pool has, unless told otherwise. */
  public static final int MOST_WORKERS = 64;

  static final int LOOK_MILLIS = 100;
  static final int PATIENCE_MILLIS = 30_000;
  private static final int SECTOR_BYTES = 512;
  private static final int SECTOR_MASK = SECTOR_BYTES - 1;
  private static final int SEEK_END = 2;
  private static final long TO_THE_DAEMON = Long.MAX_VALUE;

  private final Virtqueue queue;
  private final EventFd kick;
  private final EventFd call;
  private final PollLoop loop;
  private final Connection connection;
  private final Daemon daemon;
  private final boolean writable;
  private final long capacityBytes;
  private final int patienceMillis;

  /** Requests that wait for room in the queue, oldest first; the last of them not committed. */
  private final IoRequest[] waiting;

  private int waitingHead;
  private int waitingCount;

  /** By entry of the queue. */
  private final IoRequest[] inQueue;

  private final int[] bytesInQueue;

  private int inFlight;
  private int inFlightAtMost;
  private int silentMillis;
  private boolean broken;

  private long kicks;
  private long secondKicks;

  public QsdEngine(EngineSettings settings, QsdMode mode) {
    this(settings, mode, PATIENCE_MILLIS);
  }

  QsdEngine(EngineSettings settings, QsdMode mode, int patienceMillis) {
    super(RequestSlots.inSharedMemory(settings));
    this.patienceMillis = patienceMillis;
    LinuxSyscalls syscalls = settings.syscalls();
    try {
      queue = Virtqueue.open(syscalls, settings.depth());
      closings.push(queue::close);
      kick = EventFd.openSignalled(syscalls);
      closings.push(kick::close);
      call = EventFd.open(syscalls);
      closings.push(call::close);
      loop = PollLoop.open(syscalls, 2);
      closings.push(loop::close);
      loop.add(call.fd(), call::drain);
      DaemonOptions options =
          new DaemonOptions(
              mode, settings.file(), bytesOf(settings), settings.placement().workerProcessor());
      connection = new Connection(syscalls, settings.programs(), options, patienceMillis);
      closings.push(connection::close);
      daemon = connection.daemon();
      loop.add(connection.fd(), this::daemonEnded);
      writable = settings.file().access() == FileAccess.READ_WRITE;
      capacityBytes = connection.capacityBytes();
      waiting = new IoRequest[settings.depth()];
      inQueue = new IoRequest[queue.entries()];
      bytesInQueue = new int[queue.entries()];
      daemon.countThreads();
      probe();
    } catch (RuntimeException | Error e) {
      closings.closeAfter(e);
      throw e;
    }
  }

  private static long bytesOf(EngineSettings settings) {
    LinuxFileSyscalls syscalls = LinuxFileSyscalls.host();
    long bytes = syscalls.lseek(settings.file().fd(), 0, SEEK_END);
    if (bytes == -1) {
      int errno = syscalls.errno();
      throw new SyscallException("lseek", settings.file().path().toString(), errno, "");
    }
    return bytes;
  }

  /**
   * Has one small read carried out, which brings the daemon's worker threads into being, so that
   * its mode can be seen. The daemon looks into the queue at its start, so that this takes no kick;
   * and no call is awaited, so that none is counted.
   */
  private void probe() {
    int bytes = (int) Math.min(Virtqueue.OWN_BUFFER_BYTES, capacityBytes);
    if (bytes > 0) {
      queue.add(Virtqueue.READ, 0, queue.ownBuffer(), bytes);
      queue.publish();
    }
    connection.serve(queue, slots.buffers(), slots.sharedFd(), kick, call);
    long startNanos = System.nanoTime();
    while (bytes > 0 && queue.done() == 0) {
      if (daemon.hasEndedAfterMillis(1)) {
        throw daemon.ended();
      }
      if ((System.nanoTime() - startNanos) / 1_000_000 > patienceMillis) {
        throw new EngineFailedException(Daemon.PROGRAM + " hangs: it doesn't do its first read");
      }
    }
    if (bytes > 0 && queue.take() != Virtqueue.OK) {
      throw new EngineFailedException(Daemon.PROGRAM + " can't read the target's first bytes");
    }
    daemon.look();
  }

  @Override
  public void queue(IoRequest request) {
    slots.queue(request);
    int tail = waitingHead + waitingCount++;
    waiting[tail < waiting.length ? tail : tail - waiting.length] = request;
  }

  @Override
  public void commit() {
    slots.commit();
    submit();
  }

  /** Puts what is committed into the queue, as far as there is room. */
  private void submit() {
    int committed = waitingCount - slots.queuedCount();
    while (committed > 0 && queue.hasRoom()) {
      committed--;
      IoRequest request = waiting[waitingHead];
      waitingHead = waitingHead + 1 == waiting.length ? 0 : waitingHead + 1;
      waitingCount--;
      long refusal = refusal(request);
      if (refusal == TO_THE_DAEMON) {
        put(request);
      } else {
        request.finished(refusal);
        slots.complete(request);
      }
    }
    inFlightAtMost = Math.max(inFlightAtMost, inFlight);
    if (queue.publish()) {
      kicks += kick.signal();
    }
  }

  /** How a request ends that the daemon needn't be asked for. */
  private long refusal(IoRequest request) {
    boolean write = request.operation() == IoOperation.WRITE;
    if (write && !writable) {
      return -Errno.EBADF.number();
    }
    if (((request.offset() | request.length()) & SECTOR_MASK) != 0) {
      return -Errno.EINVAL.number();
    }
    if (request.offset() >= capacityBytes) {
      return write ? -Errno.ENOSPC.number() : 0;
    }
    return TO_THE_DAEMON;
  }

  private void put(IoRequest request) {
    int bytes = (int) Math.min(request.length(), capacityBytes - request.offset());
    int entry =
        queue.add(
            request.operation() == IoOperation.READ ? Virtqueue.READ : Virtqueue.WRITE,
            request.offset() / SECTOR_BYTES,
            request.bufferAddress(),
            bytes);
    inQueue[entry] = request;
    bytesInQueue[entry] = bytes;
    inFlight++;
  }

  /** Completes what the daemon has done; how many. */
  private int reap() {
    int count = queue.done();
    for (int i = 0; i < count; i++) {
      int entry = queue.next();
      IoRequest request = inQueue[entry];
      request.finished(result(queue.take(), bytesInQueue[entry]));
      slots.complete(request);
    }
    if (count > 0) {
      inFlight -= count;
      silentMillis = 0;
      if (waitingCount > slots.queuedCount()) {
        submit();
      }
    }
    return count;
  }

  private static long result(byte status, int bytes) {
    return switch (status) {
      case Virtqueue.OK -> bytes;
      case Virtqueue.UNSUPPORTED -> -Errno.EOPNOTSUPP.number();
      default -> -Errno.EIO.number();
    };
  }

  @Override
  protected void await(WaitLimit limit) {
    if (reap() > 0 || limit.isOver()) {
      return;
    }
    queue.wantCall();
    if (reap() > 0) {
      return;
    }
    int millis = limit.millisLeft();
    boolean look = millis < 0 || millis > LOOK_MILLIS;
    if (loop.poll(look ? LOOK_MILLIS : millis) == 0 && look) {
      lookAfterSilence();
    }
    reap();
  }

  private void lookAfterSilence() {
    silentMillis += LOOK_MILLIS;
    if (silentMillis >= patienceMillis) {
      broken = true;
      throw new EngineFailedException(
          Daemon.PROGRAM
              + " hangs: no answer for "
              + silentMillis
              + " ms with "
              + inFlight
              + " requests in flight");
    }
    secondKicks++;
    kicks += kick.signal();
  }

  /** Runs when the socket is readable, and the daemon never says anything unasked. */
  private void daemonEnded() {
    broken = true;
    throw daemon.ended();
  }

  @Override
  public Optional<EngineDaemon> daemon() {
    return Optional.of(daemon);
  }

  @Override
  public EngineReceipts receipts() {
    String epollWait = Architecture.current().epollWaitName();
    Map<String, Long> calls = new TreeMap<>();
    calls.put("write", kicks);
    calls.put("read", call.drainCalls());
    calls.put(epollWait, loop.waitCalls());
    Map<String, Long> retries = new TreeMap<>();
    retries.put("kick:again", secondKicks);
    retries.put("read:EINTR", call.interruptedDrains());
    retries.put(epollWait + ":EINTR", loop.interruptedWaits());
    return slots.receipts(
        inFlightAtMost, calls, retries, daemon.workersAtMost(), 0, loop.wakeUps(), "");
  }

  @Override
  public void close() {
    if (slots.isClosed()) {
      return;
    }
    try (closings) {
      // What is only queued was never handed over, and stays where it is.
      while (inFlight > 0 && !broken) {
        if (reap() == 0) {
          queue.wantCall();
          if (queue.done() == 0 && loop.poll(LOOK_MILLIS) == 0) {
            lookAfterSilence();
          }
        }
      }
    }
  }

  /** Process id of the daemon, for tests that harm it. */
  long daemonPid() {
    return daemon.pid();
  }
}
