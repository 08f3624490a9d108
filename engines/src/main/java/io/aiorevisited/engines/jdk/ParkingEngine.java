package io.aiorevisited.engines.jdk;

import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.parts.CompletionStack;
import io.aiorevisited.engines.parts.SlottedEngine;
import io.aiorevisited.engines.parts.WaitLimit;
import java.util.concurrent.locks.LockSupport;

/**
 * An engine whose requests are carried out by threads of the JDK's, which hand them back by a list
 * and wake the home thread by unpark: the first that finds the list empty does.
 */
abstract class ParkingEngine extends SlottedEngine {
  private final CompletionStack completions;
  private final Thread home = Thread.currentThread();
  private final IoRequest[] queued;
  private int queuedCount;
  private int inFlight;
  private int inFlightAtMost;
  private long wakeUps;

  ParkingEngine(EngineSettings settings) {
    super(settings);
    completions = new CompletionStack(settings.depth());
    queued = new IoRequest[settings.depth()];
  }

  /**
   * Has a request carried out by another thread, which calls {@link #ended}; or calls it itself.
   */
  protected abstract void start(IoRequest request);

  /** Hands a request back; on any thread. */
  final void ended(IoRequest request, long result) {
    request.finished(result);
    if (completions.push(request.slot())) {
      LockSupport.unpark(home);
    }
  }

  @Override
  public final void queue(IoRequest request) {
    slots.queue(request);
    queued[queuedCount++] = request;
  }

  @Override
  public final void commit() {
    slots.commit();
    int count = queuedCount;
    queuedCount = 0;
    inFlightAtMost = Math.max(inFlightAtMost, inFlight + count);
    for (int i = 0; i < count; i++) {
      start(queued[i]);
      inFlight++; // not before: nobody will hand back one that could not be started
    }
  }

  @Override
  protected final void await(WaitLimit limit) {
    if (take() > 0) {
      return;
    }
    long nanos = limit.nanosLeft();
    if (nanos == IoEngine.FOREVER) {
      LockSupport.park(this);
    } else if (nanos > 0) {
      LockSupport.parkNanos(this, nanos);
    }
    if (take() > 0) {
      wakeUps++;
    }
  }

  private int take() {
    int count = 0;
    int slot = completions.takeAll();
    while (slot != CompletionStack.NONE) {
      int after = completions.after(slot);
      slots.complete(slots.request(slot));
      slot = after;
      count++;
    }
    inFlight -= count;
    return count;
  }

  /** Most requests that were handed over and not handed back. */
  final int inFlightAtMost() {
    return inFlightAtMost;
  }

  /** Times that the home thread slept and found something to take. */
  final long wakeUps() {
    return wakeUps;
  }

  @Override
  public final void close() {
    boolean interrupted = Thread.interrupted();
    try {
      while (inFlight > 0) {
        if (take() == 0) {
          LockSupport.park(this);
          interrupted |= Thread.interrupted(); // or park would not wait any more
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    super.close();
  }
}
