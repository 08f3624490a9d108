package io.aiorevisited.workloads;

import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.workloads.data.BlockData;

/*
 * A closed loop: a block is sent when another one ends, so a slow one holds back those that would
 * have followed it, and the percentiles are those of service, not of waiting in a queue that fills
 * from outside. They are labelled so.
 *
 * Blocks are sent in the order of the pattern and may end in any. Nothing wraps around: a pass ends
 * with its last block, so its last blocks run while fewer and fewer are in flight.
 *
 * The clock is read once a request, before it is queued, and once a batch of completions. A request
 * is in flight from queue() on: a synchronous engine carries it out there. Such an engine is given
 * one request at a time, since several would all seem to take as long as the whole batch.
 */
/** Keeps a window of blocks in flight and times each of their requests. */
final class RequestWindow {
  private final IoEngine engine;
  private final WorkloadSpec spec;
  private final RequestSplitter splitter;
  private final boolean oneByOne;
  private final NanosHistogram latencies;
  private final long[] startNanos;
  private final long[] blockOffsets;
  private final int[] unfinished;

  private AccessPattern order;
  private long blocks;
  private long begun;
  private int inFlight;

  /**
   * @param engine with at least the depth that {@code spec} asks for
   * @param oneByOne whether each request is sent when the one before has ended: for a synchronous
   *     engine, which has no more in flight whatever it is given
   */
  RequestWindow(IoEngine engine, WorkloadSpec spec, boolean oneByOne, NanosHistogram latencies) {
    this.engine = engine;
    this.spec = spec;
    this.splitter = new RequestSplitter(spec);
    this.oneByOne = oneByOne;
    this.latencies = latencies;
    this.startNanos = new long[engine.depth()];
    this.blockOffsets = new long[oneByOne ? 1 : spec.windowBlocks()];
    this.unfinished = new int[blockOffsets.length];
  }

  /**
   * Transfers the first blocks of an order.
   *
   * @param count how many, at most those of a pass
   * @return bytes that really went over
   * @throws PassFailedException at the first request that failed, when those in flight have ended
   */
  long transfer(AccessPattern pattern, long count) {
    order = pattern;
    blocks = count;
    begun = 0;
    inFlight = 0;
    long bytes = 0;
    PassFailedException failure = null;
    for (int place = 0; place < blockOffsets.length && begun < blocks; place++) {
      begin(place);
    }
    engine.commit();
    while (inFlight > 0) {
      int events = engine.getEvents(1, inFlight);
      if (events < 1 || events > inFlight) {
        throw new IllegalStateException(
            "the engine must deliver 1 to max completions: events=" + events + " max=" + inFlight);
      }
      long nowNanos = System.nanoTime();
      inFlight -= events;
      for (int i = 0; i < events; i++) {
        IoRequest request = engine.event(i);
        latencies.record(nowNanos - startNanos[request.slot()]);
        bytes += request.result();
        if (!request.succeeded()) {
          failure = failure == null ? PassFailedException.of(request) : failure;
        } else if (failure == null) {
          goOn(request.slot() / splitter.requests(), request.slot() % splitter.requests());
        }
      }
      engine.commit();
    }
    if (failure != null) {
      throw failure;
    }
    return bytes;
  }

  /** Sends what may follow a request that has ended: the rest of its block, or another block. */
  private void goOn(int place, int part) {
    if (oneByOne && part + 1 < splitter.requests()) {
      send(place, part + 1);
    } else if (--unfinished[place] == 0 && begun < blocks) {
      begin(place);
    }
  }

  private void begin(int place) {
    blockOffsets[place] = order.blockOffset(begun);
    begun++;
    int together = oneByOne ? 1 : splitter.requests();
    unfinished[place] = together;
    for (int part = 0; part < together; part++) {
      send(place, part);
    }
  }

  private void send(int place, int part) {
    IoRequest request = engine.request(place * splitter.requests() + part);
    long offset = blockOffsets[place] + splitter.offsetInBlock(part);
    int length = splitter.length(part);
    if (spec.operation() == IoOperation.WRITE) {
      BlockData.stampOffsets(request.buffer(), length, offset);
    }
    request.prepare(spec.operation(), offset, length);
    inFlight++;
    startNanos[request.slot()] = System.nanoTime();
    engine.queue(request);
  }
}
