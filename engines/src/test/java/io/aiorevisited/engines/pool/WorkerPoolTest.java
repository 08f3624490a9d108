package io.aiorevisited.engines.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.TestFile;
import io.aiorevisited.engines.ThreadPlacement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules of QEMU's pool, on real threads that wait by a clock that stands still. */
@Timeout(60)
class WorkerPoolTest {
  private static final int BLOCK = 4096;
  private static final int DEPTH = 70;

  private final ManualClock clock = new ManualClock();
  private final GatedReads reads = new GatedReads();
  private Path path;
  private IoFile file;
  private ThreadPoolEngine engine;
  private WorkerPool pool;

  @BeforeEach
  void openEngine() {
    path = TestFile.DISK.create(DEPTH * BLOCK);
    file = IoFile.open(path, CacheMode.WRITEBACK, FileAccess.READ_ONLY);
    engine =
        new ThreadPoolEngine(
            new EngineSettings(
                reads,
                file,
                DEPTH,
                BLOCK,
                BufferPages.HUGE,
                ThreadPlacement.FREE,
                InstalledPrograms.ofThisHost()),
            WorkerPool.IdleRule.WAITING,
            clock);
    pool = engine.pool();
  }

  @AfterEach
  void closeEngine() throws IOException {
    reads.letThrough(1000);
    engine.close();
    file.close();
    Files.delete(path);
  }

  private void submit(int fromSlot, int toSlot) {
    for (int slot = fromSlot; slot < toSlot; slot++) {
      engine.request(slot).prepare(IoOperation.READ, (long) slot * BLOCK, BLOCK);
      engine.queue(engine.request(slot));
    }
    engine.commit();
  }

  @Test
  void shouldHaveNoWorkerBeforeTheFirstRequest() {
    assertThat(pool.alive()).isZero();
    assertThat(engine.receipts().workerThreadsStarted()).isZero();
  }

  @Test
  void shouldStartAWorkerWhenNoneIsIdle() throws InterruptedException {
    submit(0, 1);
    GatedReads.Arrival first = reads.awaitArrival();
    assertThat(first.thread().getName()).isEqualTo("aio-worker-0");
    assertThat(pool.alive()).isEqualTo(1);

    submit(1, 2);
    GatedReads.Arrival second = reads.awaitArrival();
    assertThat(second.thread().getName()).isEqualTo("aio-worker-1");
    assertThat(pool.alive()).isEqualTo(2);
  }

  @Test
  void shouldStartOneWorkerPerRequestOfABurstIntoAnEmptyPool() {
    submit(0, 5);
    assertThat(pool.started()).as("2009's count of the idle would start one").isEqualTo(5);
  }

  @Test
  void shouldGiveWorkToAnIdleWorkerInsteadOfStartingOne() throws InterruptedException {
    reads.letThrough(2);
    submit(0, 1);
    Thread worker = reads.awaitArrival().thread();
    clock.awaitWaiting(1);

    submit(1, 2);
    assertThat(reads.awaitArrival().thread()).isSameAs(worker);
    assertThat(pool.started()).isEqualTo(1);
    assertThat(engine.getEvents(2, 2)).isEqualTo(2);
  }

  @Test
  void shouldStartNoMoreThan64AndServeTheRestFirstInFirstOut() throws InterruptedException {
    submit(0, DEPTH);
    Set<Long> begun = new HashSet<>();
    for (int i = 0; i < WorkerPool.MAX_WORKERS; i++) {
      begun.add(reads.awaitArrival().offset());
    }
    for (int slot = 0; slot < WorkerPool.MAX_WORKERS; slot++) {
      assertThat(begun).contains((long) slot * BLOCK);
    }
    assertThat(pool.alive()).isEqualTo(64);

    for (int slot = WorkerPool.MAX_WORKERS; slot < DEPTH; slot++) {
      reads.letThrough(1);
      assertThat(reads.awaitArrival().offset()).isEqualTo((long) slot * BLOCK);
    }
    reads.letThrough(WorkerPool.MAX_WORKERS);
    assertThat(engine.getEvents(DEPTH, DEPTH)).isEqualTo(DEPTH);
    assertThat(engine.receipts().workerThreadsAtMost()).isEqualTo(64);
    assertThat(engine.receipts().inFlightAtMost()).isEqualTo(64);
    assertThat(engine.receipts().workerThreadsStarted()).isEqualTo(64);
  }

  @Test
  void shouldLetAWorkerGoAfterTenSecondsWithoutWorkAndNotBefore() throws InterruptedException {
    reads.letThrough(1);
    submit(0, 1);
    Thread worker = reads.awaitArrival().thread();
    clock.awaitWaits(1);

    clock.advance(WorkerPool.IDLE_NANOS - 1);
    clock.awaitWaits(2);
    assertThat(pool.alive()).isEqualTo(1);

    clock.advance(1);
    worker.join();
    assertThat(pool.alive()).isZero();
    assertThat(engine.receipts().workerThreadsAtMost()).isEqualTo(1);
    assertThat(engine.receipts().inFlightAtMost()).isEqualTo(1);
  }

  @Test
  void shouldCountTheTenSecondsFromTheLastRequest() throws InterruptedException {
    reads.letThrough(2);
    submit(0, 1);
    Thread worker = reads.awaitArrival().thread();
    clock.awaitWaits(1);
    clock.advance(WorkerPool.IDLE_NANOS - 1);
    clock.awaitWaits(2);

    submit(1, 2);
    assertThat(reads.awaitArrival().thread()).isSameAs(worker);
    clock.awaitWaits(3);
    clock.advance(WorkerPool.IDLE_NANOS - 1);
    clock.awaitWaits(4);
    assertThat(pool.alive()).isEqualTo(1);
  }

  @Test
  void shouldStartANewWorkerOfTheSameNameAfterOneHasGone() throws InterruptedException {
    reads.letThrough(2);
    submit(0, 1);
    Thread gone = reads.awaitArrival().thread();
    clock.awaitWaits(1);
    clock.advance(WorkerPool.IDLE_NANOS);
    gone.join();

    submit(1, 2);
    Thread worker = reads.awaitArrival().thread();
    assertThat(worker).isNotSameAs(gone);
    assertThat(worker.getName()).isEqualTo("aio-worker-0");
    assertThat(engine.getEvents(2, 2)).isEqualTo(2);
    assertThat(engine.receipts().workerThreadsStarted()).isEqualTo(2);
    assertThat(engine.receipts().workerThreadsAtMost()).isEqualTo(1);
    assertThat(engine.receipts().inFlightAtMost()).isEqualTo(1);
  }

  @Test
  void shouldSignalOnceForCompletionsThatNobodyHasTakenYet() throws InterruptedException {
    submit(0, 4);
    for (int i = 0; i < 4; i++) {
      reads.awaitArrival();
    }
    reads.letThrough(4);
    clock.awaitWaiting(4);

    assertThat(engine.getEvents(4, 4)).isEqualTo(4);
    EngineReceipts receipts = engine.receipts();
    assertThat(receipts.syscalls())
        .containsEntry("pread64", 4L)
        .containsEntry("write", 1L)
        .containsEntry("read", 1L);
    assertThat(receipts.wakeUps()).isEqualTo(1);
  }

  @Test
  void shouldKeepWorkersThatAreInterruptedByOthers() throws InterruptedException {
    reads.letThrough(2);
    submit(0, 1);
    Thread worker = reads.awaitArrival().thread();
    clock.awaitWaits(1);
    worker.interrupt();
    clock.awaitWaits(2);

    submit(1, 2);
    assertThat(reads.awaitArrival().thread()).isSameAs(worker);
    assertThat(engine.getEvents(2, 2)).isEqualTo(2);
  }

  @Test
  void shouldEndEveryWorkerWhenClosed() throws InterruptedException {
    submit(0, 3);
    Set<Thread> workers = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      workers.add(reads.awaitArrival().thread());
    }
    reads.letThrough(3);
    engine.close();
    assertThat(workers).noneMatch(Thread::isAlive);
    assertThat(pool.alive()).isZero();
  }

  @Test
  void shouldStartAWorkerForEachRequestOfABurst() throws InterruptedException {
    synchronized (pool.lock()) {
      submit(0, 8);
    }
    assertThat(pool.started()).isEqualTo(8);
    for (int i = 0; i < 8; i++) {
      reads.awaitArrival();
    }
    reads.letThrough(8);
    assertThat(engine.getEvents(8, 8)).isEqualTo(8);
  }

  @Test
  void shouldStartTooFewWorkersForABurstByTheCountOf2009() throws InterruptedException {
    try (ThreadPoolEngine of2009 =
        new ThreadPoolEngine(
            new EngineSettings(
                reads,
                file,
                DEPTH,
                BLOCK,
                BufferPages.HUGE,
                ThreadPlacement.FREE,
                InstalledPrograms.ofThisHost()),
            WorkerPool.IdleRule.NOT_AT_WORK,
            clock)) {
      engine.close();
      engine = of2009;
      pool = of2009.pool();
      synchronized (pool.lock()) {
        submit(0, 8);
      }
      assertThat(pool.started()).as("the first, which hasn't run, counts as idle").isEqualTo(1);
      Thread only = reads.awaitArrival().thread();
      submit(8, 9);
      assertThat(pool.started()).as("nobody is idle now").isEqualTo(2);
      Thread second = reads.awaitArrival().thread();
      assertThat(second).isNotSameAs(only);
      reads.letThrough(9);
      assertThat(engine.getEvents(9, 9)).isEqualTo(9);
      assertThat(pool.aliveAtMost()).isEqualTo(2);
      submit(9, 10);
      reads.letThrough(1);
      assertThat(engine.getEvents(1, 1)).isEqualTo(1);
      assertThat(pool.started()).as("one that is done is idle at once").isEqualTo(2);
    }
  }
}
