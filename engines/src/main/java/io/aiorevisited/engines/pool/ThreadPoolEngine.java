package io.aiorevisited.engines.pool;

import io.aiorevisited.engines.BufferMemory;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.linux.Architecture;
import io.aiorevisited.engines.linux.EventFd;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.PollLoop;
import io.aiorevisited.engines.parts.CloseStack;
import io.aiorevisited.engines.parts.RequestSlots;
import java.util.Map;
import java.util.TreeMap;

/**
 * Has QEMU's pool of worker threads read and write, and learns of completions through an eventfd in
 * the poll loop: the 2009 row "qemu". {@link WorkerPool} says which rules are whose.
 *
 * <p>A worker that finds the list of completions empty signals the eventfd; others only add to the
 * list. On a wake-up the home thread reads the eventfd, then takes the whole list, in this order,
 * so that no completion goes unannounced; one that came between the two is announced once too
 * often, which costs a wake-up with nothing to take.
 *
 * <p>Waiting for the pool's lock or for work costs futex calls, made inside the JVM, which the
 * receipts can't count.
 */
public final class ThreadPoolEngine implements IoEngine {
  /** Most workers that the pool ever has. */
  public static final int MAX_WORKERS = WorkerPool.MAX_WORKERS;

  private final CloseStack closings = new CloseStack();
  private final RequestSlots slots;
  private final EventFd eventFd;
  private final PollLoop loop;
  private final CompletionStack completions;
  private final WorkerPool pool;
  private final IoRequest[] queued;
  private int queuedCount;

  public ThreadPoolEngine(
      LinuxSyscalls syscalls,
      IoFile file,
      int depth,
      int maxRequestBytes,
      BufferPages pages,
      PoolClock clock,
      ThreadPlacement placement) {
    try {
      slots = new RequestSlots(syscalls, depth, maxRequestBytes, pages);
      closings.push(slots::close);
      eventFd = EventFd.open(syscalls);
      closings.push(eventFd::close);
      loop = PollLoop.open(syscalls, 1);
      closings.push(loop::close);
      loop.add(eventFd.fd(), this::takeCompletions);
    } catch (RuntimeException | Error e) {
      closings.closeAfter(e);
      throw e;
    }
    completions = new CompletionStack(depth);
    pool = new WorkerPool(syscalls, file.fd(), depth, completions, eventFd, clock, placement);
    closings.push(pool::close);
    queued = new IoRequest[depth];
  }

  @Override
  public int depth() {
    return slots.depth();
  }

  @Override
  public BufferMemory buffers() {
    return slots.buffers();
  }

  @Override
  public IoRequest request(int slot) {
    return slots.request(slot);
  }

  @Override
  public void queue(IoRequest request) {
    slots.queue(request);
    queued[queuedCount++] = request;
  }

  @Override
  public void commit() {
    slots.commit();
    for (int i = 0; i < queuedCount; i++) {
      pool.submit(queued[i]);
    }
    queuedCount = 0;
  }

  /** Runs when the eventfd is readable. */
  private void takeCompletions() {
    eventFd.drain();
    int slot = completions.takeAll();
    while (slot != CompletionStack.NONE) {
      int after = completions.after(slot);
      slots.complete(slots.request(slot));
      slot = after;
    }
  }

  @Override
  public int getEvents(int min, int max) {
    slots.checkRange(min, max);
    if (min == 0 && slots.deliverableCount() == 0) {
      loop.poll(0);
    }
    while (slots.deliverableCount() < min) {
      loop.poll(-1);
    }
    return slots.deliver(max);
  }

  @Override
  public IoRequest event(int index) {
    return slots.event(index);
  }

  @Override
  public EngineReceipts receipts() {
    String epollWait = Architecture.current().epollWaitName();
    Map<String, Long> calls = new TreeMap<>();
    Map<String, Long> retries = new TreeMap<>();
    pool.addTo(calls, retries);
    calls.put("read", eventFd.drainCalls());
    calls.put(epollWait, loop.waitCalls());
    retries.put("read:EINTR", eventFd.interruptedDrains());
    retries.put(epollWait + ":EINTR", loop.interruptedWaits());
    return slots.receipts(
        pool.atWorkAtMost(), calls, retries, pool.aliveAtMost(), pool.started(), loop.wakeUps());
  }

  /** The pool, for tests of its rules. */
  WorkerPool pool() {
    return pool;
  }

  @Override
  public void close() {
    closings.close();
  }
}
