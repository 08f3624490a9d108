package io.aiorevisited.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.aiorevisited.engines.catalog.EngineType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationTest {
  private static final int BLOCK = 16384;
  private static final int BLOCKS = 64;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @MethodSource("io.aiorevisited.engines.HostEngines#allocatingNothing")
  void shouldAllocateNothingPerRequestOnTheHomeThread(EngineType type) throws IOException {
    // io_uring reads tmpfs by worker threads of the kernel's, some 50 times slower.
    boolean inKernel = type.traits().submitsToKernel() || type.traits().hasDaemon();
    boolean cached = inKernel && !type.traits().needsDirect();
    Path path = (cached ? TestFile.DISK : TestFile.TMPFS).create(BLOCKS * BLOCK);
    try (IoFile file =
            cached
                ? IoFile.open(path, CacheMode.WRITEBACK, FileAccess.READ_ONLY)
                : TestFile.openDirect(path, FileAccess.READ_ONLY);
        IoEngine engine = type.open(file, 4, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      allocatedBytes(engine, 5_000);
      long forFew = leastAllocatedBytes(engine, 1_000);
      long forMany = leastAllocatedBytes(engine, 10_000);
      assertThat(forMany)
          .as("bytes for 10,000 requests, no more than for 1,000, which may meet cold code")
          .isLessThanOrEqualTo(forFew);
    } finally {
      Files.delete(path);
    }
  }

  /** The least of three: code that is compiled anew meanwhile may add some hundred bytes to one. */
  private long leastAllocatedBytes(IoEngine engine, int requests) {
    long least = allocatedBytes(engine, requests);
    for (int i = 1; i < 3; i++) {
      least = Math.min(least, allocatedBytes(engine, requests));
    }
    return least;
  }

  private long allocatedBytes(IoEngine engine, int requests) {
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    long failed = read(engine, requests);
    long after = threads.getThreadAllocatedBytes(id);
    assertThat(failed).isZero();
    return after - before;
  }

  private static long read(IoEngine engine, int requests) {
    int begun = 0;
    int done = 0;
    long failed = 0;
    for (int slot = 0; slot < engine.depth(); slot++) {
      queue(engine, engine.request(slot), begun++);
    }
    engine.commit();
    while (done < requests) {
      int events = engine.getEvents(1, engine.depth());
      for (int i = 0; i < events; i++) {
        IoRequest request = engine.event(i);
        if (!request.succeeded()) {
          failed++;
        }
        done++;
        if (begun < requests) {
          queue(engine, request, begun++);
        }
      }
      engine.commit();
    }
    return failed;
  }

  private static void queue(IoEngine engine, IoRequest request, int number) {
    request.prepare(IoOperation.READ, (long) (number % BLOCKS) * BLOCK, BLOCK);
    engine.queue(request);
  }
}
