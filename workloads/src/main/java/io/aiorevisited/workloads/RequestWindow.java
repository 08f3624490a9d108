package io.aiorevisited.workloads;

import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.workloads.data.BlockData;

/*
 * A closed loop: a request is sent when another one ends, so a slow one holds back those that would
 * have followed it, and its percentiles are those of service, not of waiting in a queue that fills
 * from outside. They are labelled so.
 *
 * The clock is read once a request, before it is queued, and once a batch of completions. A request
 * is in flight from queue() on: a synchronous engine carries it out there.
 */
/** Keeps a window of requests in flight and times each of them. */
final class RequestWindow {
  private final IoEngine engine;
  private final WorkloadSpec spec;
  private final int window;
  private final NanosHistogram latencies;
  private final long[] startNanos;

  /**
   * @param window requests in flight together, 1 to the engine's depth
   */
  RequestWindow(IoEngine engine, WorkloadSpec spec, int window, NanosHistogram latencies) {
    this.engine = engine;
    this.spec = spec;
    this.window = window;
    this.latencies = latencies;
    this.startNanos = new long[engine.depth()];
  }

  /**
   * Transfers the first blocks of an order.
   *
   * @param blocks how many, at most those of a pass
   * @return bytes that really went over
   * @throws PassFailedException at the first request that failed, when those in flight have ended
   */
  long transfer(AccessPattern order, long blocks) {
    long begun = 0;
    long done = 0;
    long bytes = 0;
    PassFailedException failure = null;
    while (begun < window && begun < blocks) {
      begin(engine.request((int) begun), order.blockOffset(begun));
      begun++;
    }
    engine.commit();
    while (done < begun) {
      int inFlight = (int) (begun - done);
      int events = engine.getEvents(1, inFlight);
      if (events < 1 || events > inFlight) {
        throw new IllegalStateException(
            "the engine must deliver 1 to max completions: events=" + events + " max=" + inFlight);
      }
      long nowNanos = System.nanoTime();
      done += events;
      for (int i = 0; i < events; i++) {
        IoRequest request = engine.event(i);
        latencies.record(nowNanos - startNanos[request.slot()]);
        bytes += request.result();
        if (!request.succeeded()) {
          failure = failure == null ? PassFailedException.of(request) : failure;
        } else if (begun < blocks && failure == null) {
          begin(request, order.blockOffset(begun));
          begun++;
        }
      }
      engine.commit();
    }
    if (failure != null) {
      throw failure;
    }
    return bytes;
  }

  private void begin(IoRequest request, long offset) {
    int length = (int) spec.blockSizeBytes();
    if (spec.operation() == IoOperation.WRITE) {
      BlockData.stampOffsets(request.buffer(), length, offset);
    }
    request.prepare(spec.operation(), offset, length);
    startNanos[request.slot()] = System.nanoTime();
    engine.queue(request);
  }
}
