package io.aiorevisited.harness.profilers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.InterferenceRecord;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterferenceProbeTest {

  @Test
  void shouldSeeThreadsThatWaitForAProcessor() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/schedstat")), "no schedstat in this kernel");
    LinuxSyscalls syscalls = LinuxSyscalls.host();
    int crowd = 4 * Runtime.getRuntime().availableProcessors();
    CountDownLatch spun = new CountDownLatch(crowd);
    CountDownLatch seen = new CountDownLatch(1);
    try (CpuLedger ledger = new CpuLedger(syscalls, true, null);
        InterferenceProbe probe = new InterferenceProbe(syscalls)) {
      probe.start();
      ledger.start();
      Thread[] threads =
          IntStream.range(0, crowd)
              .mapToObj(i -> new Thread(() -> spinThenWait(spun, seen)))
              .toArray(Thread[]::new);
      for (Thread thread : threads) {
        thread.start();
      }
      spun.await();
      CpuLedgerRecord record = ledger.stop();
      InterferenceRecord interference = probe.stop(record);
      seen.countDown();
      for (Thread thread : threads) {
        thread.join();
      }

      // Four threads a processor, 20 ms of work each: most of them wait most of the time.
      assertThat(interference.runDelayMicros()).isGreaterThan(20_000);
      assertThat(interference.stealMicros()).isEqualTo(record.host().stealMicros());
      assertThat(interference.halts()).isNotNegative();
      assertThat(interference.reschedulingInterrupts()).isNotNegative();
      boolean told = Files.isReadable(Path.of("/proc/pressure/cpu"));
      assertThat(interference.cpuPressureMicros()).matches(micros -> told ? micros > 0 : true);
    }
  }

  private static void spinThenWait(CountDownLatch spun, CountDownLatch seen) {
    Burner.COMPUTING.burn(20_000_000);
    spun.countDown();
    try {
      seen.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
