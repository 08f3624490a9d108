package io.aiorevisited.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.aiorevisited.engines.catalog.EngineType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SubmissionObserverTest {
  private static final int BLOCK = 4096;
  private static final int BLOCKS = 64;

  /** More than the ring of completions holds, so that its tail starts again at 0 on the way. */
  private static final int REQUESTS = 5_000;

  /** One object in 800 of them would show. */
  private static final int MANY = 20_000;

  private static final class Sums implements SubmissionObserver {
    private long calls;
    private long requests;
    private long completed;
    private boolean knew = true;
    private boolean tookTime = true;

    @Override
    public void submitted(long nanos, int requests, int completedMeanwhile) {
      calls++;
      this.requests += requests;
      this.completed += completedMeanwhile;
      knew &= completedMeanwhile != UNKNOWN;
      tookTime &= nanos > 0;
    }
  }

  static Stream<EngineType> engines() {
    return HostEngines.all()
        .filter(type -> type.traits().submitsToKernel())
        .filter(type -> type.traits().needsDirect() || type == EngineType.URING);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void shouldTellThatBufferedRequestsAreCarriedOutInsideTheCall(EngineType type)
      throws IOException {
    Path path = TestFile.DISK.create(BLOCKS * BLOCK);
    Sums sums = new Sums();
    try (IoFile file = IoFile.open(path, CacheMode.WRITEBACK, FileAccess.READ_ONLY);
        IoEngine engine = type.open(file, 1, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      engine.observeSubmissions(sums);
      read(engine, REQUESTS);
    } finally {
      Files.delete(path);
    }

    assertThat(sums.calls).isEqualTo(REQUESTS);
    assertThat(sums.requests).isEqualTo(REQUESTS);
    assertThat(sums.completed).isEqualTo(REQUESTS);
    assertThat(sums.tookTime).isTrue();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void shouldNeverTellOfMoreCompletionsThanRequestsOnADisk(EngineType type) throws IOException {
    Path path = TestFile.DISK.create(BLOCKS * BLOCK);
    Sums sums = new Sums();
    try (IoFile file = TestFile.openDirect(path, FileAccess.READ_ONLY);
        IoEngine engine = type.open(file, 1, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      engine.observeSubmissions(sums);
      read(engine, BLOCKS);
    } finally {
      Files.delete(path);
    }

    assertThat(sums.requests).isEqualTo(BLOCKS);
    assertThat(sums.knew).isTrue();
    assertThat(sums.completed).isBetween(0L, (long) BLOCKS);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void shouldAllocateNothingPerSubmission(EngineType type) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Path path = TestFile.DISK.create(BLOCKS * BLOCK);
    try (IoFile file = IoFile.open(path, CacheMode.WRITEBACK, FileAccess.READ_ONLY);
        IoEngine engine = type.open(file, 1, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      engine.observeSubmissions(new Sums());
      read(engine, MANY);
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 3; i++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        read(engine, MANY);
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(least).as("bytes for all requests").isLessThan(MANY / 50);
    } finally {
      Files.delete(path);
    }
  }

  private static void read(IoEngine engine, int requests) {
    IoRequest request = engine.request(0);
    for (int i = 0; i < requests; i++) {
      request.prepare(IoOperation.READ, (long) (i % BLOCKS) * BLOCK, BLOCK);
      engine.queue(request);
      engine.commit();
      engine.getEvents(1, 1);
      if (!request.succeeded()) {
        throw new AssertionError("result=" + request.result());
      }
    }
  }
}
