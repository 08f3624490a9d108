package io.aiorevisited.engines.uring;

import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.SubmissionObserver;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.engines.linux.TaskNames;
import io.aiorevisited.engines.parts.SlottedEngine;
import io.aiorevisited.engines.parts.WaitLimit;

/**
 * Submits and completes through the two rings of an io_uring. {@link UringHabits} say which of its
 * possibilities are used; {@link EngineReceipts#mode} says which of them the kernel has granted.
 *
 * <p>What the kernel doesn't take:
 *
 * <ol>
 *   <li>Only the first few: the rest is submitted at once.
 *   <li>None for lack of resources (EAGAIN, EBUSY): submitted again when a completion arrives; with
 *       none in flight, tried again every millisecond, {@value #LONE_RETRIES} times, then {@link
 *       SyscallException}.
 *   <li>EINTR: tried again at once.
 * </ol>
 *
 * <p>What is wrong with one request becomes that request's result. A request that can't be begun
 * without blocking is carried out by a worker thread of the kernel's (iou-wrk), which costs some
 * microseconds more: receipts count these threads as workers, since an engine that needs them is a
 * pool by another name.
 */
public final class UringEngine extends SlottedEngine {
  static final int LONE_RETRIES = 1000;
  private static final long LONE_RETRY_NANOS = 1_000_000;

  private final UringHabits habits;
  private final Ring ring;
  private final Registration registration;
  private final boolean polled;
  private final boolean deferred;
  private final EnterCall call;

  private final int file;
  private final byte fileFlags;
  private final byte readOperation;
  private final byte writeOperation;

  /** Requests that the kernel sees in the ring, but has not been told to take. */
  private int unsubmitted;

  private int inFlight;
  private int inFlightAtMost;
  private SubmissionObserver observer;

  private long wakeUps;
  private int workersAtMost;
  private long overflows;

  public UringEngine(EngineSettings settings, UringHabits habits) {
    super(settings);
    this.habits = habits;
    LinuxSyscalls syscalls = settings.syscalls();
    int fd = settings.file().fd();
    try {
      ring =
          new RingSetup(syscalls, habits, settings.placement().workerProcessor())
              .open(settings.depth());
      closings.push(ring::close);
      registration =
          habits.registers()
              ? Registration.of(
                  syscalls,
                  ring.fd(),
                  fd,
                  slots.buffers(),
                  NativeMemory.roundUpToPages(syscalls, settings.maxRequestBytes()),
                  settings.depth())
              : null;
      boolean byIndex = registration != null && registration.hasRing();
      call = new EnterCall(syscalls, byIndex ? registration.ringIndex() : ring.fd(), byIndex);
      closings.push(call::close);
    } catch (RuntimeException | Error e) {
      closings.closeAfter(e);
      throw e;
    }
    polled = (ring.setupFlags() & UringAbi.SETUP_SQPOLL) != 0;
    deferred = (ring.setupFlags() & UringAbi.SETUP_DEFER_TASKRUN) != 0;
    file = registration == null ? fd : 0;
    fileFlags = registration == null ? 0 : UringAbi.SQE_FIXED_FILE;
    readOperation = registration == null ? UringAbi.OP_READ : UringAbi.OP_READ_FIXED;
    writeOperation = registration == null ? UringAbi.OP_WRITE : UringAbi.OP_WRITE_FIXED;
  }

  @Override
  public void queue(IoRequest request) {
    slots.queue(request);
    UringAbi.prepare(
        ring.entries(),
        ring.nextEntry(),
        request.operation() == IoOperation.READ ? readOperation : writeOperation,
        fileFlags,
        file,
        request.offset(),
        request.bufferAddress(),
        request.length(),
        request.slot(),
        registration == null ? 0 : registration.bufferIndex(request.slot()));
  }

  @Override
  public void commit() {
    slots.commit();
    int fresh = ring.publish();
    if (polled) {
      taken(fresh);
      if (fresh > 0 && ring.needsWakeup()) {
        call.wakeUp(fresh);
      }
      return;
    }
    unsubmitted += fresh;
    // Where the next getEvents won't wait, nothing else would submit.
    if (!habits.submitsWhileWaiting() || slots.deliverableCount() > 0) {
      submit();
    }
  }

  private void taken(int count) {
    inFlight += count;
    inFlightAtMost = Math.max(inFlightAtMost, inFlight);
  }

  /** Submits until all is taken, or until the rest must wait for a completion. */
  private void submit() {
    int loneRetries = 0;
    while (unsubmitted > 0) {
      if (!enter(0, 0)) {
        if (inFlight > 0) {
          return;
        }
        if (loneRetries++ == LONE_RETRIES) {
          throw new SyscallException(
              EnterCall.NAME,
              unsubmitted + " requests with none in flight, tried " + loneRetries + " times",
              Errno.EAGAIN.number(),
              "free memory, or use a smaller depth");
        }
        // Nothing is in flight, so that nothing ends this wait earlier.
        call.enter(0, 1, true, LONE_RETRY_NANOS);
      }
    }
  }

  /**
   * Has the kernel take what is unsubmitted, and waits for completions.
   *
   * @return false if it took nothing for lack of resources
   */
  private boolean enter(int minComplete, long timeoutNanos) {
    int taken =
        observer != null && unsubmitted > 0 && minComplete == 0
            ? observedEnter()
            : call.enter(unsubmitted, minComplete, deferred, timeoutNanos);
    if (taken == EnterCall.HELD_BACK) {
      return false;
    }
    unsubmitted -= taken;
    taken(taken);
    return true;
  }

  private int observedEnter() {
    int before = ring.completionsSeen();
    long startNanos = System.nanoTime();
    int taken = call.enter(unsubmitted, 0, deferred, 0);
    long nanos = System.nanoTime() - startNanos;
    observer.submitted(nanos, Math.max(0, taken), ring.completionsSeen() - before);
    return taken;
  }

  /** Completes what is in the ring; how many. */
  private int reap() {
    int count = ring.available();
    for (int i = 0; i < count; i++) {
      IoRequest request = slots.request((int) ring.userData(i));
      request.finished(ring.result(i));
      slots.complete(request);
    }
    if (count > 0) {
      ring.release(count);
      inFlight -= count;
    }
    return count;
  }

  @Override
  protected void await(WaitLimit limit) {
    if (unsubmitted == 0 && reap() > 0) {
      return;
    }
    int minComplete = limit.isOver() ? 0 : 1;
    if (unsubmitted > 0 || minComplete > 0 || ring.needsEnter()) {
      if (!enter(minComplete, limit.nanosLeft()) && inFlight == 0) {
        submit();
      }
      if (reap() > 0) {
        wakeUps += minComplete;
      }
    }
  }

  @Override
  public void observeSubmissions(SubmissionObserver observer) {
    // A call that also waits, or that wakes a thread, has no time of submitting to tell.
    if (!habits.submitsWhileWaiting() && !polled) {
      this.observer = observer;
    }
  }

  @Override
  public EngineReceipts receipts() {
    lookAtKernel();
    return slots.receipts(
        inFlightAtMost, call.calls(), call.retries(overflows), workersAtMost, 0, wakeUps, mode());
  }

  /** Looks at what only the kernel knows; the workers end some seconds after their last request. */
  private void lookAtKernel() {
    if (!slots.isClosed()) {
      workersAtMost = Math.max(workersAtMost, TaskNames.count("iou-wrk-"));
      overflows = ring.overflows();
    }
  }

  private String mode() {
    String registered =
        registration == null
            ? "nothing"
            : "buffers, file" + (registration.hasRing() ? ", ring descriptor" : "");
    return "io_uring with flags "
        + UringAbi.names(ring.setupFlags())
        + "; registered: "
        + registered;
  }

  @Override
  public void close() {
    if (slots.isClosed()) {
      return;
    }
    try (closings) {
      // Committed is committed, even where the call that submits was still to come.
      if (unsubmitted > 0) {
        enter(0, 0);
      }
      unsubmitted = 0;
      // Where waking it failed, the polling thread still sleeps, and would for ever.
      if (polled && inFlight > 0 && ring.needsWakeup()) {
        call.wakeUp(inFlight);
      }
      while (inFlight > 0) {
        if (reap() == 0) {
          enter(1, IoEngine.FOREVER);
        }
      }
      lookAtKernel();
    }
  }
}
