package io.aiorevisited.engines.aio;

import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.SubmissionObserver;
import io.aiorevisited.engines.linux.AioContext;
import io.aiorevisited.engines.linux.Architecture;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.EventFd;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.PollLoop;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.engines.parts.SlottedEngine;
import io.aiorevisited.engines.parts.WaitLimit;
import java.util.Map;
import java.util.TreeMap;

/**
 * Submits by Linux native AIO and learns of completions through an eventfd in the poll loop.
 *
 * <p>{@link #commit} makes one io_submit over all that is queued, each request with
 * IOCB_FLAG_RESFD. {@link AioHabits} say how completions are found:
 *
 * <ul>
 *   <li>As in QEMU's linux-aio.c of August 2009, the 2009 row "qemu+aio": on a wake-up the home
 *       thread reads the eventfd once, then takes as many completions as it told of, or more, by
 *       one io_getevents with a zero timeout. (2009 read the eventfd again until it was empty; one
 *       read empties it.)
 *   <li>As in today's: it looks into the kernel's ring first, and sleeps only if that is empty.
 *       What io_submit has carried out, or what ended meanwhile, is taken right after it. The
 *       eventfd still counts those, so that the next sleep may end at once, with nothing to take.
 * </ul>
 *
 * <p>What the kernel doesn't take:
 *
 * <ol>
 *   <li>Only the first few (a partial io_submit), or none for lack of resources (EAGAIN): the rest
 *       stays queued and is submitted again when a completion arrives.
 *   <li>EAGAIN while nothing is in flight, so that no completion can arrive: tried again every
 *       millisecond, {@value #LONE_RETRIES} times, then {@link SyscallException}.
 *   <li>EINTR: tried again at once.
 *   <li>Any other error: is the first queued request's fault and becomes its result; the rest is
 *       submitted.
 * </ol>
 *
 * <p>On a file that isn't open with O_DIRECT, io_submit carries the request out before it returns.
 */
public final class LinuxAioEngine extends SlottedEngine {
  /** QEMU's size of a context in 2009. */
  private static final int CONTEXT_EVENTS = 128;

  static final int LONE_RETRIES = 1000;
  private static final int LONE_RETRY_MILLIS = 1;

  private final LinuxSyscalls syscalls;
  private final AioHabits habits;
  private final int batch;
  private final EventFd eventFd;
  private final PollLoop loop;
  private final IocbQueue queue;
  private final AioContext context;
  private final Completions completions;

  private int inFlight;
  private int inFlightAtMost;

  private SubmissionObserver observer;

  private long submitCalls;
  private long submitsPartial;
  private long submitsAgain;
  private long submitsInterrupted;

  public LinuxAioEngine(EngineSettings settings, AioHabits habits) {
    super(settings);
    this.habits = habits;
    syscalls = settings.syscalls();
    batch = habits.batch(settings.depth());
    try {
      eventFd = EventFd.open(syscalls);
      closings.push(eventFd::close);
      loop = PollLoop.open(syscalls, 1);
      closings.push(loop::close);
      loop.add(eventFd.fd(), this::wokenUp);
      queue = new IocbQueue(syscalls, slots, settings.file().fd(), eventFd.fd());
      closings.push(queue::close);
      context = AioContext.open(syscalls, Math.max(CONTEXT_EVENTS, settings.depth()));
      closings.push(context::close);
      completions = new Completions(syscalls, slots, context, habits.readsRing());
      closings.push(completions::close);
    } catch (RuntimeException | Error e) {
      closings.closeAfter(e);
      throw e;
    }
  }

  @Override
  public void queue(IoRequest request) {
    slots.queue(request);
    queue.add(request);
  }

  @Override
  public void commit() {
    slots.commit();
    queue.commit();
    if (!isHeldBack()) {
      submit();
    }
  }

  /** Whether to wait for more: not where the caller may have nothing more to queue. */
  private boolean isHeldBack() {
    return queue.committedCount() < batch && slots.committedCount() == slots.depth();
  }

  /** Submits until all is taken, or until the rest must wait for a completion. */
  private void submit() {
    int loneRetries = 0;
    while (queue.committedCount() > 0) {
      submitCalls++;
      long taken = observer == null ? ioSubmit() : observedIoSubmit();
      if (taken > 0) {
        if (taken < queue.committedCount()) {
          submitsPartial++;
        }
        inFlight += (int) taken;
        inFlightAtMost = Math.max(inFlightAtMost, inFlight);
        queue.remove((int) taken);
        if (!habits.reapsAfterSubmit() || reapRing() == 0) {
          return;
        }
        continue;
      }
      int errno = taken == 0 ? Errno.EAGAIN.number() : syscalls.errno();
      if (errno == Errno.EINTR.number()) {
        submitsInterrupted++;
      } else if (errno == Errno.EAGAIN.number()) {
        submitsAgain++;
        if (inFlight > 0) {
          return;
        }
        if (loneRetries++ == LONE_RETRIES) {
          throw new SyscallException(
              "io_submit",
              queue.committedCount()
                  + " requests with none in flight, tried "
                  + loneRetries
                  + " times",
              errno,
              "free memory, or use a smaller depth");
        }
        loop.poll(LONE_RETRY_MILLIS);
      } else {
        IoRequest refused = queue.first();
        refused.finished(-errno);
        queue.remove(1);
        slots.complete(refused);
      }
    }
  }

  private long ioSubmit() {
    return syscalls.ioSubmit(context.id(), queue.committedCount(), queue.pointersAddress());
  }

  private long observedIoSubmit() {
    int before = context.completionsSeen();
    long startNanos = System.nanoTime();
    long taken = ioSubmit();
    long nanos = System.nanoTime() - startNanos;
    int meanwhile =
        before == AioContext.UNKNOWN
            ? SubmissionObserver.UNKNOWN
            : context.completionsSince(before);
    observer.submitted(nanos, (int) Math.max(0, taken), meanwhile);
    return taken;
  }

  /** Runs when the eventfd is readable. */
  private void wokenUp() {
    long told = eventFd.drain();
    if (told == 0) {
      return;
    }
    int taken = completions.readsRing() ? reapRing() : reapByCall(Math.min(told, slots.depth()));
    if (taken > 0 && queue.committedCount() > 0 && !isHeldBack()) {
      submit();
    }
  }

  private int reapRing() {
    int taken = completions.takeFromRing();
    inFlight -= taken;
    return taken;
  }

  private int reapByCall(long min) {
    int taken = completions.takeByCall(min);
    inFlight -= taken;
    return taken;
  }

  @Override
  protected void await(WaitLimit limit) {
    if (inFlight == 0 && queue.committedCount() > 0) {
      submit();
    } else if (!completions.readsRing()) {
      loop.poll(limit.millisLeft());
    } else if (reapRing() > 0) {
      if (queue.committedCount() > 0 && !isHeldBack()) {
        submit();
      }
    } else if (!limit.isOver()) {
      loop.poll(limit.millisLeft());
    }
  }

  @Override
  public void observeSubmissions(SubmissionObserver observer) {
    this.observer = observer;
  }

  @Override
  public EngineReceipts receipts() {
    String epollWait = Architecture.current().epollWaitName();
    Map<String, Long> calls = new TreeMap<>();
    calls.put("io_submit", submitCalls);
    calls.put("io_getevents", completions.calls());
    calls.put("read", eventFd.drainCalls());
    calls.put(epollWait, loop.waitCalls());
    Map<String, Long> retries = new TreeMap<>();
    retries.put("io_submit:partial", submitsPartial);
    retries.put("io_submit:EAGAIN", submitsAgain);
    retries.put("io_submit:EINTR", submitsInterrupted);
    retries.put("io_getevents:EINTR", completions.interruptedCalls());
    retries.put("read:EINTR", eventFd.interruptedDrains());
    retries.put(epollWait + ":EINTR", loop.interruptedWaits());
    return slots.receipts(inFlightAtMost, calls, retries, 0, 0, loop.wakeUps(), "");
  }

  @Override
  public void close() {
    if (slots.isClosed()) {
      return;
    }
    queue.clear();
    try (closings) {
      while (inFlight > 0) {
        loop.poll(-1);
      }
    }
  }
}
