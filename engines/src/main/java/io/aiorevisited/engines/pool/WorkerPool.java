package io.aiorevisited.engines.pool;

import io.aiorevisited.engines.EndedThreads;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.linux.EventFd;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.parts.BlockingTransfer;
import io.aiorevisited.engines.parts.CompletionStack;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/*
 * QEMU's pool of worker threads, by its rules and not by java.util.concurrent's. They come from
 * posix-aio-compat.c of August 2009 and from util/thread-pool.c of QEMU 7.2.
 *
 * Both have these:
 *   1. One queue, first in, first out.
 *   2. At most 64 workers, and none that is kept for ever.
 *   3. A submission starts a worker if none is idle, queues the request, and wakes one worker.
 *   4. A worker that was woken stops being idle when it runs, not when it was chosen.
 *
 * Where they differ:
 *   5. Who is idle: IdleRule has both. 2009 counted new workers, too, so that of a burst of
 *      requests all but the first found an "idle" one that hadn't run yet, and too few were
 *      started; QEMU fixed it in 2011 (commit 5be4aab7). Today's count may start more workers than
 *      there are requests in flight, because one that has just finished isn't idle until it waits
 *      again.
 *   6. Who starts a worker: as 2009, the submitting thread. In 7.2 workers start each other.
 *   7. When an idle worker leaves: as 2009, 10 s after it became idle, whatever wakes it without
 *      work meanwhile. 7.2 counts from the last such wake-up.
 *   8. How completions reach the home thread: as 7.2, by a list and an eventfd that is written only
 *      if the list was empty. 2009 sent a signal, whose handler wrote to a pipe.
 *   9. Completions are taken newest first. So did both, but by age of the submission.
 *
 * The queue's lock is a monitor: its wait and notify are the mutex and condition of both, and
 * unlike java.util.concurrent's locks it allocates nothing on the Java heap when it blocks.
 */

/** QEMU's pool of worker threads: carries out requests by pread64 and pwrite64. */
final class WorkerPool implements AutoCloseable {
  static final int MAX_WORKERS = 64;
  static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Which workers count as idle, so that a request needs no new one. */
  enum IdleRule {
    /** Those that wait for a request, as in QEMU 7.2. */
    WAITING,
    /** Those that have none in hand, new ones that haven't run yet included, as in 2009. */
    NOT_AT_WORK
  }

  private final IdleRule idleRule;
  private final PoolClock clock;
  private final ThreadPlacement placement;
  private final EventFd eventFd;
  private final CompletionStack completions;
  private final Worker[] workers = new Worker[MAX_WORKERS];

  private final Object lock = new Object();

  /**
   * Requests in the hands of workers. Not by the lock: a request leaves before its completion is
   * seen, and today's rules have the worker take no lock there.
   */
  private final AtomicInteger atWork = new AtomicInteger();

  /** Ring of requests that wait for a worker, oldest at {@code head}. Guarded by the lock. */
  private final IoRequest[] fifo;

  private int head;
  private int waitingRequests;

  /** Workers without a running thread, in the first places; the last of them is next. */
  private final Worker[] stopped = new Worker[MAX_WORKERS];

  private int alive;
  private int idle;
  private int aliveAtMost;
  private int atWorkAtMost;
  private long started;
  private boolean closing;

  /**
   * @param settings of the engine: its depth is the most requests that are with the pool at once
   * @param eventFd signalled when completions arrive and none is pending
   */
  WorkerPool(
      EngineSettings settings,
      IdleRule idleRule,
      CompletionStack completions,
      EventFd eventFd,
      PoolClock clock) {
    this.idleRule = idleRule;
    this.placement = settings.placement();
    this.clock = clock;
    this.eventFd = eventFd;
    this.completions = completions;
    fifo = new IoRequest[settings.depth()];
    for (int i = 0; i < MAX_WORKERS; i++) {
      workers[i] = new Worker("aio-worker-" + i, settings.syscalls(), settings.file().fd());
      stopped[MAX_WORKERS - 1 - i] = workers[i];
    }
  }

  /** Gives a request to the workers, starting one if none is idle. On the home thread. */
  void submit(IoRequest request) {
    synchronized (lock) {
      if (idle == 0 && alive < MAX_WORKERS) {
        spawn();
      }
      int tail = head + waitingRequests;
      fifo[tail < fifo.length ? tail : tail - fifo.length] = request;
      waitingRequests++;
      lock.notify();
    }
  }

  private void spawn() {
    stopped[MAX_WORKERS - alive - 1].start();
    alive++;
    started++;
    countIdle(IdleRule.NOT_AT_WORK, 1);
    aliveAtMost = Math.max(aliveAtMost, alive);
  }

  /** Waits for a request; null when the worker has to leave. */
  private IoRequest take(Worker worker) {
    synchronized (lock) {
      if (waitingRequests == 0) {
        countIdle(IdleRule.WAITING, 1);
        awaitRequest();
        countIdle(IdleRule.WAITING, -1);
        if (waitingRequests == 0) {
          countIdle(IdleRule.NOT_AT_WORK, -1);
          retire(worker);
          return null;
        }
      }
      countIdle(IdleRule.NOT_AT_WORK, -1);
      IoRequest request = fifo[head];
      if (++head == fifo.length) {
        head = 0;
      }
      waitingRequests--;
      atWorkAtMost = Math.max(atWorkAtMost, atWork.incrementAndGet());
      return request;
    }
  }

  private void countIdle(IdleRule rule, int change) {
    if (idleRule == rule) {
      idle += change;
    }
  }

  /** Notes that a worker has done its request; 2009 took the lock for it. */
  private void doneWithRequest() {
    if (idleRule == IdleRule.NOT_AT_WORK) {
      synchronized (lock) {
        idle++;
      }
    }
    atWork.decrementAndGet();
  }

  private void awaitRequest() {
    long idleSince = clock.nanoTime();
    while (waitingRequests == 0 && !closing) {
      long left = IDLE_NANOS - (clock.nanoTime() - idleSince);
      if (left <= 0) {
        return;
      }
      try {
        clock.await(lock, left);
      } catch (InterruptedException e) {
        // Only the pool ends its workers, or a request could be lost: look, and wait again.
        continue;
      }
    }
  }

  private void retire(Worker worker) {
    stopped[MAX_WORKERS - alive] = worker;
    alive--;
    if (!closing) {
      // Made here and not when it is needed: the home thread must not allocate on the I/O path.
      worker.renewThread();
    }
  }

  /** The queue's lock, for tests of what happens before a new worker runs. */
  Object lock() {
    return lock;
  }

  /** Workers alive, for tests of the rules. */
  int alive() {
    synchronized (lock) {
      return alive;
    }
  }

  int aliveAtMost() {
    synchronized (lock) {
      return aliveAtMost;
    }
  }

  /** Most requests that workers had in hand at once. */
  int atWorkAtMost() {
    synchronized (lock) {
      return atWorkAtMost;
    }
  }

  long started() {
    synchronized (lock) {
      return started;
    }
  }

  /**
   * Adds what the workers did, but for one write to the eventfd for all that was taken from the
   * list of completions together, which whoever takes it counts.
   */
  void addTo(Map<String, Long> calls, Map<String, Long> retries) {
    synchronized (lock) {
      for (Worker worker : workers) {
        worker.transfer.addTo(calls, retries);
        calls.merge("write", worker.interruptedSignals, Long::sum);
        retries.merge("write:EINTR", worker.interruptedSignals, Long::sum);
      }
    }
  }

  /** Lets the workers finish what is queued and waits until all have ended. Idempotent. */
  @Override
  public void close() {
    synchronized (lock) {
      closing = true;
      lock.notifyAll();
    }
    boolean interrupted = false;
    for (Worker worker : workers) {
      interrupted |= worker.join();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Worker implements Runnable {
    private final String name;
    private final LinuxSyscalls syscalls;
    private final BlockingTransfer transfer;
    private Thread thread;
    private long interruptedSignals;

    Worker(String name, LinuxSyscalls syscalls, int fd) {
      this.name = name;
      this.syscalls = syscalls;
      this.transfer = new BlockingTransfer(syscalls, fd);
      renewThread();
    }

    void renewThread() {
      thread = new Thread(null, this, name, 0, false);
      thread.setDaemon(true);
    }

    void start() {
      thread.start();
    }

    /** Waits for the thread's end, if it was started, whatever interrupts; tells if one did. */
    boolean join() {
      boolean interrupted = false;
      while (true) {
        try {
          thread.join();
          return interrupted;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }

    @Override
    public void run() {
      placement.placeWorker();
      IoRequest request = take(this);
      while (request != null) {
        request.finished(transfer.run(request));
        doneWithRequest();
        if (completions.push(request.slot())) {
          interruptedSignals += eventFd.signal() - 1;
        }
        request = take(this);
      }
      EndedThreads.note(syscalls);
    }
  }
}
