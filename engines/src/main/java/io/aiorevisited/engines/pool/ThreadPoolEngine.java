package io.aiorevisited.engines.pool;

import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.linux.Architecture;
import io.aiorevisited.engines.linux.EventFd;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.PollLoop;
import io.aiorevisited.engines.parts.CompletionStack;
import io.aiorevisited.engines.parts.SlottedEngine;
import io.aiorevisited.engines.parts.WaitLimit;
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
public final class ThreadPoolEngine extends SlottedEngine {
  /** Most workers that the pool ever has. */
  public static final int MAX_WORKERS = WorkerPool.MAX_WORKERS;

  private final EventFd eventFd;
  private final PollLoop loop;
  private final CompletionStack completions;
  private final WorkerPool pool;
  private final IoRequest[] queued;
  private int queuedCount;
  private long announced;

  /** Opens an engine whose pool counts idle workers as today's QEMU does. */
  public static ThreadPoolEngine ofToday(EngineSettings settings) {
    return new ThreadPoolEngine(settings, WorkerPool.IdleRule.WAITING, PoolClock.SYSTEM);
  }

  /** Opens an engine whose pool counts them as QEMU did in 2009, so that bursts start too few. */
  public static ThreadPoolEngine of2009(EngineSettings settings) {
    return new ThreadPoolEngine(settings, WorkerPool.IdleRule.NOT_AT_WORK, PoolClock.SYSTEM);
  }

  ThreadPoolEngine(EngineSettings settings, WorkerPool.IdleRule idleRule, PoolClock clock) {
    super(settings);
    LinuxSyscalls syscalls = settings.syscalls();
    try {
      eventFd = EventFd.open(syscalls);
      closings.push(eventFd::close);
      loop = PollLoop.open(syscalls, 1);
      closings.push(loop::close);
      loop.add(eventFd.fd(), this::takeCompletions);
    } catch (RuntimeException | Error e) {
      closings.closeAfter(e);
      throw e;
    }
    completions = new CompletionStack(settings.depth());
    pool = new WorkerPool(settings, idleRule, completions, eventFd, clock);
    closings.push(pool::close);
    queued = new IoRequest[settings.depth()];
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
    // Of what is taken together one worker found the list empty, and signals, or is about to.
    // Counted
    // here it is counted with the request, and not when that worker gets to run again.
    announced += slot == CompletionStack.NONE ? 0 : 1;
    while (slot != CompletionStack.NONE) {
      int after = completions.after(slot);
      slots.complete(slots.request(slot));
      slot = after;
    }
  }

  @Override
  protected void await(WaitLimit limit) {
    loop.poll(limit.millisLeft());
  }

  @Override
  public EngineReceipts receipts() {
    String epollWait = Architecture.current().epollWaitName();
    Map<String, Long> calls = new TreeMap<>();
    Map<String, Long> retries = new TreeMap<>();
    pool.addTo(calls, retries);
    calls.merge("write", announced, Long::sum);
    calls.put("read", eventFd.drainCalls());
    calls.put(epollWait, loop.waitCalls());
    retries.put("read:EINTR", eventFd.interruptedDrains());
    retries.put(epollWait + ":EINTR", loop.interruptedWaits());
    return slots.receipts(
        pool.atWorkAtMost(),
        calls,
        retries,
        pool.aliveAtMost(),
        pool.started(),
        loop.wakeUps(),
        "");
  }

  /** The pool, for tests of its rules. */
  WorkerPool pool() {
    return pool;
  }
}
