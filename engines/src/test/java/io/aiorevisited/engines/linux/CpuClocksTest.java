package io.aiorevisited.engines.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.engines.EndedThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CpuClocksTest {
  private static final long BURN_NANOS = 60_000_000;

  private final LinuxSyscalls syscalls = LinuxSyscalls.host();

  @Test
  @Timeout(60)
  void shouldReadTheExactClockOfAnotherThreadThatRuns() throws Exception {
    AtomicInteger tid = new AtomicInteger();
    AtomicBoolean enough = new AtomicBoolean();
    CountDownLatch known = new CountDownLatch(1);
    Thread burner =
        new Thread(
            () -> {
              tid.set(syscalls.gettid());
              known.countDown();
              while (!enough.get()) {
                burn(1_000_000);
              }
            });
    burner.start();
    known.await();
    try (CpuClocks clocks = new CpuClocks(syscalls)) {
      CpuClocks.ThreadCpu first = clocks.thread(tid.get());
      CpuClocks.ThreadCpu last = first;
      while (last.since(first).cpuNanos() < BURN_NANOS) {
        last = clocks.thread(tid.get());
      }
      assertThat(last.sampledNanos()).isGreaterThanOrEqualTo(first.sampledNanos());
    } finally {
      enough.set(true);
      burner.join();
    }
  }

  @Test
  void shouldAgreeWithGetrusageOfTheCallingThread() {
    try (CpuClocks clocks = new CpuClocks(syscalls)) {
      burn(BURN_NANOS);
      CpuClocks.ThreadCpu cpu = clocks.thread(syscalls.gettid());
      CpuClocks.Usage usage = clocks.callingThread();
      long usageNanos = (usage.userMicros() + usage.systemMicros()) * 1_000;
      assertThat(cpu.cpuNanos()).isGreaterThanOrEqualTo(BURN_NANOS);
      assertThat((double) usageNanos).isCloseTo(cpu.cpuNanos(), within(0.02 * cpu.cpuNanos()));
      assertThat(cpu.sampledUserNanos()).isLessThanOrEqualTo(cpu.sampledNanos());
    }
  }

  @Test
  void shouldCountAThreadThatEndedInTheProcessOnly() throws Exception {
    EndedThreads.keep();
    EndedThreads.take();
    AtomicInteger tid = new AtomicInteger();
    try (CpuClocks clocks = new CpuClocks(syscalls)) {
      CpuClocks.Usage before = clocks.process();
      Thread worker =
          new Thread(
              () -> {
                tid.set(syscalls.gettid());
                burn(BURN_NANOS);
                EndedThreads.note(syscalls);
              });
      worker.start();
      worker.join();
      CpuClocks.Usage after = clocks.process();
      assertThat(
              (after.userMicros() - before.userMicros()) * 1_000L
                  + (after.systemMicros() - before.systemMicros()) * 1_000L)
          .isGreaterThanOrEqualTo(BURN_NANOS);
      assertThat(EndedThreads.take())
          .singleElement()
          .satisfies(
              ended -> {
                assertThat(ended.tid()).isEqualTo(tid.get());
                assertThat(ended.cpu().cpuNanos()).isGreaterThanOrEqualTo(BURN_NANOS);
              });
      assertThat(EndedThreads.take()).isEmpty();
    }
  }

  @Test
  void shouldSayThatAThreadIsGone() {
    try (CpuClocks clocks = new CpuClocks(syscalls)) {
      // One above the largest process id that Linux can give.
      assertThat(clocks.thread((1 << 22) + 1)).isNull();
    }
  }

  /** Spends CPU time of the calling thread, in user mode for the most part. */
  private void burn(long nanos) {
    try (CpuClocks clocks = new CpuClocks(syscalls)) {
      int tid = syscalls.gettid();
      long end = clocks.thread(tid).cpuNanos() + nanos;
      double x = 1;
      while (clocks.thread(tid).cpuNanos() < end) {
        for (int i = 0; i < 10_000; i++) {
          x = Math.sqrt(x + i);
        }
      }
      assertThat(x).isNotNaN();
    }
  }
}
