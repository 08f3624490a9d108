package io.aiorevisited.workloads;

import com.sun.management.ThreadMXBean;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.workloads.data.BlockData;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * Drives an engine over a workload: the loop whose time is the figure.
 *
 * <p>One block is under way at a time. All its requests are queued, handed over by one commit and
 * waited for before the next block starts: what a synchronous {@code dd} does to the block layer
 * below it, and, where a block is one request, what {@code iozone} does. {@code random}, and the
 * others at a depth above 1, keep a window of blocks in flight instead, and time each request.
 *
 * <p>Used on the engine's home thread only. A pass that fails leaves nothing in flight unless the
 * engine itself broke down, and then closing the engine drains it.
 */
public final class Pass {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final PassObserver NOBODY =
      new PassObserver() {
        @Override
        public void beforePass() {}

        @Override
        public Seen afterPass() {
          return Seen.NOTHING;
        }
      };

  private static volatile PassObserver observer = NOBODY;

  private final IoEngine engine;
  private final WorkloadSpec spec;
  private final BlockData data;
  private final RequestSplitter splitter;
  private final AccessPattern pattern;
  private final Optional<RandomOrder> random;
  private final Optional<RequestWindow> window;

  /**
   * @param engine with at least the depth and buffer size that {@code spec} asks for
   * @param data what a write pass writes
   */
  public Pass(IoEngine engine, WorkloadSpec spec, BlockData data) {
    this(engine, spec, data, false, Optional.empty());
  }

  /**
   * @param engine with at least the depth and buffer size that {@code spec} asks for
   * @param data what a write pass writes
   * @param oneByOne whether a window sends each request when the one before has ended, which is all
   *     that a synchronous engine can do
   * @param latencies where the time of each request is counted, from before it is queued to when it
   *     is delivered; empty to time none, as far as the workload can do without a window
   */
  public Pass(
      IoEngine engine,
      WorkloadSpec spec,
      BlockData data,
      boolean oneByOne,
      Optional<NanosHistogram> latencies) {
    if (engine.depth() < spec.depth()) {
      throw new IllegalArgumentException(
          "the engine must bear the workload's depth: engineDepth="
              + engine.depth()
              + " depth="
              + spec.depth());
    }
    this.engine = engine;
    this.spec = spec;
    this.data = data;
    this.splitter = new RequestSplitter(spec);
    this.random =
        spec.workload() == Workload.RANDOM
            ? Optional.of(
                new RandomOrder(spec.sizeBytes() / spec.blockSizeBytes(), spec.blockSizeBytes()))
            : Optional.empty();
    this.pattern =
        random.isPresent() ? random.get() : AccessPattern.sequential(spec.blockSizeBytes());
    this.window =
        spec.needsWindow() || latencies.isPresent()
            ? Optional.of(
                new RequestWindow(engine, spec, oneByOne, latencies.orElseGet(NanosHistogram::new)))
            : Optional.empty();
  }

  /** Has every pass of this JVM observed from now on, instead of by whoever did so before. */
  public static void observe(PassObserver passObserver) {
    observer = passObserver;
  }

  /**
   * Carries out one pass.
   *
   * @param generation stamped on every sector that a write pass writes; a number never used before
   *     on this target
   * @throws PassFailedException if any request did not transfer exactly what it was asked to
   * @throws io.aiorevisited.engines.linux.SyscallException if the engine can't go on
   */
  public PassRecord run(long generation) {
    if (spec.operation() == IoOperation.WRITE) {
      fillBuffers(generation);
    }
    random.ifPresent(order -> order.shuffle(generation));
    PassObserver watching = observer;
    watching.beforePass();
    long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
    long startNanos = System.nanoTime();
    long bytes = transfer(blocks());
    long durationNanos = System.nanoTime() - startNanos;
    long allocatedBytes = THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
    PassObserver.Seen seen = watching.afterPass();
    return new PassRecord(
        durationNanos,
        bytes,
        spec.requestsPerPass(),
        allocatedBytes,
        0,
        seen.cpu(),
        seen.interference());
  }

  /**
   * Moves the first part of a pass, untimed: caches, clocks of processors and queues of the device
   * are cold when others had their turn before. Observers are not told of it.
   *
   * @param generation that the pass which follows will use
   * @param share of a pass, above 0 and at most 1; at least one block is moved
   * @throws PassFailedException if any request did not transfer exactly what it was asked to
   */
  public void leadIn(long generation, double share) {
    long blocks = Math.max(1, Math.round(blocks() * share));
    if (spec.operation() == IoOperation.WRITE) {
      fillBuffers(generation);
    }
    random.ifPresent(order -> order.shuffle(~generation));
    transfer(blocks);
  }

  private long transfer(long blocks) {
    return window.isPresent() ? window.get().transfer(pattern, blocks) : oneAtATime(blocks);
  }

  private long blocks() {
    return spec.sizeBytes() / spec.blockSizeBytes();
  }

  private long oneAtATime(long blocks) {
    long bytes = 0;
    for (long block = 0; block < blocks; block++) {
      bytes += transferBlock(0, pattern.blockOffset(block));
    }
    return bytes;
  }

  /**
   * Moves one block and returns the bytes that really went over.
   *
   * @param place whose slots it takes, 0 to one below the workload's window
   */
  long transferBlock(int place, long blockOffset) {
    int requests = splitter.requests();
    int firstSlot = place * requests;
    boolean write = spec.operation() == IoOperation.WRITE;
    for (int i = 0; i < requests; i++) {
      IoRequest request = engine.request(firstSlot + i);
      long offset = blockOffset + splitter.offsetInBlock(i);
      int length = splitter.length(i);
      if (write) {
        BlockData.stampOffsets(request.buffer(), length, offset);
      }
      request.prepare(spec.operation(), offset, length);
      engine.queue(request);
    }
    engine.commit();
    int outstanding = requests;
    while (outstanding > 0) {
      int events = engine.getEvents(1, outstanding);
      if (events < 1 || events > outstanding) {
        throw new IllegalStateException(
            "the engine must deliver 1 to max completions: events="
                + events
                + " max="
                + outstanding);
      }
      outstanding -= events;
    }
    return transferred(firstSlot, requests);
  }

  /*
   * Looks at the slots, not at the events: preparing a request set its result to 0, so one that was
   * never carried out, or another delivered twice in its stead, shows here as a short transfer.
   */
  private long transferred(int firstSlot, int requests) {
    long bytes = 0;
    for (int i = 0; i < requests; i++) {
      IoRequest request = engine.request(firstSlot + i);
      if (!request.succeeded()) {
        throw PassFailedException.of(request);
      }
      bytes += request.result();
    }
    return bytes;
  }

  private void fillBuffers(long generation) {
    for (int block = 0; block < spec.windowBlocks(); block++) {
      for (int i = 0; i < splitter.requests(); i++) {
        data.fill(
            engine.request(block * splitter.requests() + i).buffer(),
            splitter.offsetInBlock(i),
            splitter.length(i),
            generation);
      }
    }
  }
}
