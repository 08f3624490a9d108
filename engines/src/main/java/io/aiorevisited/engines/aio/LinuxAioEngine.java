package io.aiorevisited.engines.aio;

import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.SubmissionObserver;
import io.aiorevisited.engines.linux.AioAbi;
import io.aiorevisited.engines.linux.AioContext;
import io.aiorevisited.engines.linux.Architecture;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.EventFd;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import io.aiorevisited.engines.linux.PollLoop;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.engines.parts.SlottedEngine;
import io.aiorevisited.engines.parts.WaitLimit;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Submits by Linux native AIO and learns of completions through an eventfd in the poll loop: the
 * 2009 row "qemu+aio", by the mechanism of QEMU's linux-aio.c of August 2009.
 *
 * <p>{@link #commit} makes one io_submit over all that is queued, each request with
 * IOCB_FLAG_RESFD. On a wake-up the home thread reads the eventfd once, then takes as many
 * completions as it told of, or more, by one io_getevents with a zero timeout. (2009 read the
 * eventfd again until it was empty; one read empties it.)
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

  private static final int TIMESPEC_BYTES = 16;

  private final LinuxSyscalls syscalls;
  private final PollLoop loop;
  private final EventFd eventFd;
  private final AioContext context;

  private final ByteBuffer iocbs;
  private final long iocbsAddress;
  private final ByteBuffer pointers;
  private final long pointersAddress;
  private final ByteBuffer events;
  private final long eventsAddress;
  private final long zeroTimeoutAddress;

  /** Iocbs in {@link #pointers}: first those committed but not taken, then those only queued. */
  private int pointerCount;

  private int committedPointerCount;
  private int inFlight;
  private int inFlightAtMost;

  private SubmissionObserver observer;

  private long submitCalls;
  private long submitsPartial;
  private long submitsAgain;
  private long submitsInterrupted;
  private long geteventsCalls;
  private long geteventsInterrupted;

  public LinuxAioEngine(EngineSettings settings) {
    super(settings);
    syscalls = settings.syscalls();
    int depth = settings.depth();
    try {
      long iocbBytes = (long) depth * AioAbi.IOCB_BYTES;
      long pointerBytes = (long) depth * Long.BYTES;
      long eventBytes = (long) depth * AioAbi.EVENT_BYTES;
      NativeMemory memory =
          NativeMemory.map(syscalls, iocbBytes + eventBytes + pointerBytes + TIMESPEC_BYTES);
      closings.push(memory::close);
      iocbs = memory.view(0, Math.toIntExact(iocbBytes));
      iocbsAddress = memory.address();
      events = memory.view(iocbBytes, Math.toIntExact(eventBytes));
      eventsAddress = iocbsAddress + iocbBytes;
      pointers = memory.view(iocbBytes + eventBytes, Math.toIntExact(pointerBytes));
      pointersAddress = eventsAddress + eventBytes;
      zeroTimeoutAddress = pointersAddress + pointerBytes;
      eventFd = EventFd.open(syscalls);
      closings.push(eventFd::close);
      loop = PollLoop.open(syscalls, 1);
      closings.push(loop::close);
      loop.add(eventFd.fd(), this::reap);
      context = AioContext.open(syscalls, Math.max(CONTEXT_EVENTS, depth));
      closings.push(context::close);
    } catch (RuntimeException | Error e) {
      closings.closeAfter(e);
      throw e;
    }
    for (int slot = 0; slot < depth; slot++) {
      AioAbi.initIocb(
          iocbs, slot, settings.file().fd(), slots.request(slot).bufferAddress(), eventFd.fd());
    }
  }

  @Override
  public void queue(IoRequest request) {
    slots.queue(request);
    int slot = request.slot();
    AioAbi.prepareIocb(
        iocbs, slot, request.operation() == IoOperation.WRITE, request.length(), request.offset());
    pointers.putLong(pointerCount * Long.BYTES, iocbsAddress + (long) slot * AioAbi.IOCB_BYTES);
    pointerCount++;
  }

  @Override
  public void commit() {
    slots.commit();
    committedPointerCount = pointerCount;
    submit();
  }

  /** Submits until all is taken, or until the rest must wait for a completion. */
  private void submit() {
    int loneRetries = 0;
    while (committedPointerCount > 0) {
      submitCalls++;
      long taken = observer == null ? ioSubmit() : observedIoSubmit();
      if (taken > 0) {
        if (taken < committedPointerCount) {
          submitsPartial++;
        }
        inFlight += (int) taken;
        inFlightAtMost = Math.max(inFlightAtMost, inFlight);
        removePointers((int) taken);
        return;
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
              committedPointerCount
                  + " requests with none in flight, tried "
                  + loneRetries
                  + " times",
              errno,
              "free memory, or use a smaller depth");
        }
        loop.poll(LONE_RETRY_MILLIS);
      } else {
        failFirst(errno);
      }
    }
  }

  private long ioSubmit() {
    return syscalls.ioSubmit(context.id(), committedPointerCount, pointersAddress);
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

  private void failFirst(int errno) {
    int slot = (int) ((pointers.getLong(0) - iocbsAddress) / AioAbi.IOCB_BYTES);
    IoRequest request = slots.request(slot);
    request.finished(-errno);
    removePointers(1);
    slots.complete(request);
  }

  private void removePointers(int count) {
    for (int i = count; i < pointerCount; i++) {
      pointers.putLong((i - count) * Long.BYTES, pointers.getLong(i * Long.BYTES));
    }
    pointerCount -= count;
    committedPointerCount -= count;
  }

  /** Runs when the eventfd is readable. */
  private void reap() {
    long told = eventFd.drain();
    if (told == 0) {
      return;
    }
    long count = getCompletions(Math.min(told, slots.depth()));
    for (int i = 0; i < count; i++) {
      IoRequest request = slots.request(AioAbi.eventIndex(events, i));
      request.finished(AioAbi.eventResult(events, i));
      slots.complete(request);
    }
    inFlight -= (int) count;
    if (count > 0 && committedPointerCount > 0) {
      submit();
    }
  }

  private long getCompletions(long min) {
    while (true) {
      geteventsCalls++;
      long count =
          syscalls.ioGetevents(context.id(), min, slots.depth(), eventsAddress, zeroTimeoutAddress);
      if (count != -1) {
        return count;
      }
      int errno = syscalls.errno();
      if (errno != Errno.EINTR.number()) {
        throw new SyscallException("io_getevents", slots.depth() + " requests", errno, "");
      }
      geteventsInterrupted++;
    }
  }

  @Override
  protected void await(WaitLimit limit) {
    if (inFlight == 0 && committedPointerCount > 0) {
      submit();
    } else {
      loop.poll(limit.millisLeft());
    }
  }

  @Override
  public void observeSubmissions(SubmissionObserver observer) {
    this.observer = observer;
  }

  @Override
  public EngineReceipts receipts() {
    Map<String, Long> calls = new TreeMap<>();
    calls.put("io_submit", submitCalls);
    calls.put("io_getevents", geteventsCalls);
    calls.put("read", eventFd.drainCalls());
    calls.put(Architecture.current().epollWaitName(), loop.waitCalls());
    Map<String, Long> retries = new TreeMap<>();
    retries.put("io_submit:partial", submitsPartial);
    retries.put("io_submit:EAGAIN", submitsAgain);
    retries.put("io_submit:EINTR", submitsInterrupted);
    retries.put("io_getevents:EINTR", geteventsInterrupted);
    retries.put("read:EINTR", eventFd.interruptedDrains());
    retries.put(Architecture.current().epollWaitName() + ":EINTR", loop.interruptedWaits());
    return slots.receipts(inFlightAtMost, calls, retries, 0, 0, loop.wakeUps());
  }

  @Override
  public void close() {
    if (slots.isClosed()) {
      return;
    }
    pointerCount = 0;
    committedPointerCount = 0;
    try (closings) {
      while (inFlight > 0) {
        loop.poll(-1);
      }
    }
  }
}
