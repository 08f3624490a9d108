package io.aiorevisited.harness.profilers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.engines.EndedThreads;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Burns known CPU time, and looks for it in the ledger. Half a second holds 50 to 500 of the
 * kernel's ticks, enough for the split into user and system time to come out within 5 %. Others'
 * I/O must not be beside it: its interrupts are system time of whom they interrupt.
 */
@Tag("alone")
class CpuLedgerIT {
  private static final long BURN_NANOS = 500_000_000;
  private static final double MOST_ERROR = 0.05;

  private CpuLedger ledger;

  @BeforeEach
  void open() {
    ledger = new CpuLedger(LinuxSyscalls.host(), true, null);
    // Once for nothing, so that class loading isn't in the ledger.
    ledger.start();
    ledger.stop();
    Burner.COMPUTING.burn(1_000_000);
    Burner.READING_ZEROS.burn(1_000_000);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void shouldFindComputingOfTheHomeThread() {
    ledger.start();
    long spentNanos = Burner.COMPUTING.burn(BURN_NANOS);
    CpuLedgerRecord record = ledger.stop();

    assertClose(record.home().userMicros(), spentNanos);
    assertClose(record.home().totalMicros(), spentNanos);
    assertSmall(record.engine(), spentNanos);
    assertAddsUp(record);
  }

  @Test
  void shouldFindSystemCallsOfTheHomeThread() {
    ledger.start();
    long spentNanos = Burner.READING_ZEROS.burn(BURN_NANOS);
    CpuLedgerRecord record = ledger.stop();

    assertClose(record.home().systemMicros(), spentNanos);
    assertClose(record.home().totalMicros(), spentNanos);
    assertAddsUp(record);
  }

  @Test
  void shouldFindWhatAWorkerThatLivesOnSpent() throws Exception {
    SynchronousQueue<Burner> work = new SynchronousQueue<>();
    SynchronousQueue<Long> spent = new SynchronousQueue<>();
    Thread worker =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < Burner.values().length; i++) {
                  spent.put(work.take().burn(BURN_NANOS));
                }
                work.take();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "aio-worker-0");
    worker.start();

    for (Burner burner : Burner.values()) {
      ledger.start();
      work.put(burner);
      long spentNanos = spent.take();
      CpuLedgerRecord record = ledger.stop();

      CpuTime engine = record.engine();
      assertClose(engine.totalMicros(), spentNanos);
      assertClose(
          burner == Burner.COMPUTING ? engine.userMicros() : engine.systemMicros(), spentNanos);
      assertSmall(record.home(), spentNanos);
      assertThat(record.homeSwitches().voluntary()).isPositive();
      assertSmall(record.exited(), spentNanos); // not nothing: the JVM ends compiler threads
      assertAddsUp(record);
    }
    worker.interrupt();
    worker.join();
  }

  @Test
  void shouldCountHowOftenAWorkerWaited() throws Exception {
    int turns = 200;
    Semaphore toWorker = new Semaphore(0);
    Semaphore toHome = new Semaphore(0);
    Thread worker =
        new Thread(
            () -> {
              while (true) {
                toWorker.acquireUninterruptibly();
                if (Thread.currentThread().isInterrupted()) {
                  return;
                }
                toHome.release();
              }
            },
            "aio-worker-2");
    worker.start();
    ledger.start();
    for (int i = 0; i < turns; i++) {
      toWorker.release();
      toHome.acquire();
    }
    CpuLedgerRecord record = ledger.stop();
    worker.interrupt();
    toWorker.release();
    worker.join();

    // Some turns go by without a wait, when the other thread was quick enough.
    assertThat(record.engineSwitches().voluntary()).isBetween(1L, 2L * turns);
    assertThat(record.processSwitches().voluntary())
        .isGreaterThanOrEqualTo(
            record.homeSwitches().voluntary() + record.engineSwitches().voluntary());
  }

  @Test
  void shouldFindWhatAWorkerSpentThatStartedAndEndedMeanwhile() throws Exception {
    AtomicLong spentNanos = new AtomicLong();
    ledger.start();
    Thread worker =
        new Thread(
            () -> {
              spentNanos.set(Burner.COMPUTING.burn(BURN_NANOS));
              EndedThreads.note(LinuxSyscalls.host());
            },
            "aio-worker-1");
    worker.start();
    worker.join();
    CpuLedgerRecord record = ledger.stop();

    assertClose(record.engine().userMicros(), spentNanos.get());
    assertThat(record.exitedThreads()).as("the JVM ends compiler threads, too").isPositive();
    assertSmall(record.exited(), spentNanos.get());
    assertAddsUp(record);
  }

  @Test
  void shouldFindWhatAThreadSpentThatEndedWithoutAWord() throws Exception {
    AtomicLong spentNanos = new AtomicLong();
    ledger.start();
    AtomicInteger tid = new AtomicInteger();
    Thread stranger =
        new Thread(
            () -> {
              tid.set(LinuxSyscalls.host().gettid());
              spentNanos.set(Burner.READING_ZEROS.burn(BURN_NANOS));
            });
    stranger.start();
    stranger.join();
    // Java says that a thread has ended a little before Linux does.
    while (Files.exists(Path.of("/proc/self/task/" + tid.get()))) {
      Thread.onSpinWait();
    }
    CpuLedgerRecord record = ledger.stop();

    assertClose(record.exited().systemMicros(), spentNanos.get());
    assertThat(record.exitedThreads()).as("the JVM ends compiler threads, too").isPositive();
    assertSmall(record.engine(), spentNanos.get());
    assertAddsUp(record);
  }

  @Test
  void shouldPutAThreadOfNoEngineWithTheJvm() throws Exception {
    SynchronousQueue<Long> spent = new SynchronousQueue<>();
    SynchronousQueue<Boolean> readingDone = new SynchronousQueue<>();
    Thread stranger =
        new Thread(
            () -> {
              try {
                spent.put(Burner.COMPUTING.burn(BURN_NANOS));
                readingDone.take();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stranger");
    ledger.start();
    stranger.start();
    long spentNanos = spent.take();
    CpuLedgerRecord record = ledger.stop();
    readingDone.put(true);
    stranger.join();

    assertClose(record.jvmOther().userMicros(), spentNanos);
    assertAddsUp(record);
  }

  @Test
  void shouldAddUpWhileACompilerRunsOn() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    CountDownLatch running = new CountDownLatch(1);
    Thread compiler =
        new Thread(
            () -> {
              running.countDown();
              while (!enough.get()) {
                Burner.COMPUTING.burn(1_000_000);
              }
            },
            "C2 CompilerThread7");
    compiler.start();
    running.await();
    ledger.start();
    ledger.stop(); // knows its name from now on
    ledger.start();
    Burner.COMPUTING.burn(BURN_NANOS / 10);
    CpuLedgerRecord record = ledger.stop();
    enough.set(true);
    compiler.join();

    assertThat(record.compiler().totalMicros()).isPositive();
    assertAddsUp(record);
  }

  @Test
  void shouldKeepItsOwnCostOutOfTheParts() {
    ledger.start();
    CpuLedgerRecord record = ledger.stop();
    assertThat(record.ledgerMicros()).isPositive();
    assertThat(record.home().totalMicros()).isLessThan(record.ledgerMicros());
  }

  private static void assertClose(long micros, long nanos) {
    assertThat(micros * 1e3).isCloseTo(nanos, within(MOST_ERROR * nanos));
  }

  private static void assertSmall(CpuTime time, long nanos) {
    assertThat(time.totalMicros() * 1e3).isLessThan(MOST_ERROR * nanos);
  }

  private static void assertAddsUp(CpuLedgerRecord record) {
    assertThat(record.addsUp()).as("gap of %d us in %s", record.gapMicros(), record).isTrue();
  }
}
