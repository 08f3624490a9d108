package io.aiorevisited.harness.profilers;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuLedgerRecord.Switches;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.engines.EndedThreads.EndedThread;
import io.aiorevisited.engines.linux.CpuClocks.ThreadCpu;
import io.aiorevisited.engines.linux.CpuClocks.Usage;
import io.aiorevisited.harness.host.ProcessorTime;
import io.aiorevisited.harness.profilers.CpuReading.ThreadReading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerBalanceTest {
  private static final ProcessorTime NO_HOST = new ProcessorTime(0, 0, 0, 0, 0);
  private static final Usage NO_USAGE = new Usage(0, 0, 0, 0);

  @Test
  void shouldSplitARolesTimeAsItsTicksFell() {
    CpuReading before = reading(Map.of(1, home(0, 0, 0)), NO_USAGE);
    CpuReading after = reading(Map.of(1, home(1_000_000, 800_000, 200_000)), usage(250, 750));

    CpuLedgerRecord record = balance(before, after, List.of());

    assertThat(record.home()).isEqualTo(new CpuTime(250, 750));
    assertThat(record.gapMicros()).isZero();
    assertThat(record.addsUp()).isTrue();
  }

  @Test
  void shouldNeverCountMoreThanAllAsUserTime() {
    CpuReading before = reading(Map.of(1, home(0, 0, 0)), NO_USAGE);
    CpuReading after = reading(Map.of(1, home(1_000_000, 4_000_000, 8_000_000)), usage(1000, 0));

    assertThat(balance(before, after, List.of()).home()).isEqualTo(new CpuTime(1000, 0));
  }

  @Test
  void shouldSplitAsTheProcessWhereNoTickFell() {
    CpuReading before = reading(Map.of(1, home(0, 0, 0)), NO_USAGE);
    CpuReading after = reading(Map.of(1, home(1_000_000, 0, 0)), usage(400, 600));

    assertThat(balance(before, after, List.of()).home()).isEqualTo(new CpuTime(400, 600));
  }

  @Test
  void shouldSayWhenThePartsDoNotAddUp() {
    CpuReading before = reading(Map.of(1, home(0, 0, 0)), NO_USAGE);
    CpuReading after = reading(Map.of(1, home(970_000, 0, 0)), usage(0, 1_000));

    CpuLedgerRecord record = balance(before, after, List.of());

    assertThat(record.gapMicros()).isEqualTo(30);
    assertThat(record.addsUp()).isFalse();
    assertThat(record.exited()).isEqualTo(CpuTime.NONE);
  }

  @Test
  void shouldTakeTheReadingItselfOffTheProcess() {
    CpuReading before = reading(Map.of(1, home(0, 0, 0)), NO_USAGE);
    CpuReading after = reading(Map.of(1, home(900_000, 0, 0)), usage(0, 1_000));

    CpuLedgerRecord record = LedgerBalance.of(before, after, List.of(), new CpuTime(0, 100), 180);

    assertThat(record.process().totalMicros()).isEqualTo(900);
    assertThat(record.addsUp()).isTrue();
    assertThat(record.ledgerMicros()).isEqualTo(180);
  }

  @Test
  void shouldGiveWhatIsLeftToThreadsThatEndedWithoutAWord() {
    CpuReading before =
        reading(Map.of(1, home(0, 0, 0), 2, other(ThreadRole.COMPILER, 5_000_000)), NO_USAGE);
    CpuReading after = reading(Map.of(1, home(100_000, 0, 0)), usage(500, 0));

    CpuLedgerRecord record = balance(before, after, List.of());

    assertThat(record.exitedThreads()).isEqualTo(1);
    assertThat(record.exited().totalMicros()).isEqualTo(400);
    assertThat(record.addsUp()).isTrue();
  }

  @Test
  void shouldCountAWorkerThatEndedFromTheReadingBefore() {
    CpuReading before = reading(Map.of(7, worker(2_000_000, new Switches(10, 1))), NO_USAGE);
    CpuReading after = reading(Map.of(), usage(0, 3_000));
    EndedThread ended =
        new EndedThread(7, new ThreadCpu(5_000_000, 0, 0), new Usage(0, 5_000, 25, 4));

    CpuLedgerRecord record = balance(before, after, List.of(ended));

    assertThat(record.engine().totalMicros()).isEqualTo(3_000);
    assertThat(record.engineSwitches()).isEqualTo(new Switches(15, 3));
    assertThat(record.exited()).isEqualTo(CpuTime.NONE);
  }

  @Test
  void shouldNotCountAWorkerTwiceThatIsAboutToEnd() {
    CpuReading before = reading(Map.of(), NO_USAGE);
    CpuReading after = reading(Map.of(7, worker(3_000_000, new Switches(15, 3))), usage(0, 3_000));
    EndedThread ended =
        new EndedThread(7, new ThreadCpu(2_900_000, 0, 0), new Usage(0, 2_900, 15, 3));

    assertThat(balance(before, after, List.of(ended)).engine().totalMicros()).isEqualTo(3_000);
  }

  @Test
  void shouldTakeAClockThatWentBackForANewThreads() {
    CpuReading before = reading(Map.of(7, other(ThreadRole.JVM_OTHER, 9_000_000)), NO_USAGE);
    CpuReading after = reading(Map.of(7, worker(2_000_000, new Switches(1, 1))), usage(0, 2_000));

    assertThat(balance(before, after, List.of()).engine().totalMicros()).isEqualTo(2_000);
  }

  @Test
  void shouldLeaveTheRestOfTheHostToOthers() {
    CpuReading before = reading(Map.of(), NO_USAGE);
    CpuReading after =
        new CpuReading(
            Map.of(),
            NO_USAGE,
            usage(100_000, 200_000),
            new ProcessorTime(500_000, 0, 10_000, 40_000, 30_000),
            null,
            0,
            Map.of());

    assertThat(balance(before, after, List.of()).host())
        .isEqualTo(new CpuLedgerRecord.HostTime(10_000, 40_000, 150_000, 30_000));
  }

  @Test
  void shouldKeepTheDaemonApartFromTheProcessAndOutOfTheHostsRemainder() {
    CpuReading before = withDaemons(0, 0, Map.of(7, new ThreadCpu(1_000_000, 0, 0)));
    CpuReading after =
        withDaemons(10_000, 100_000, Map.of(7, new ThreadCpu(41_000_000, 8_000_000, 2_000_000)));
    CpuLedgerRecord ledger = balance(before, after, List.of());

    assertThat(ledger.daemon()).isEqualTo(new CpuTime(10_000, 30_000));
    assertThat(ledger.engineCost()).isEqualTo(ledger.daemon());
    assertThat(ledger.process().totalMicros()).isEqualTo(10_000);
    assertThat(ledger.gapMicros()).as("the process's parts alone").isEqualTo(10_000);
    assertThat(ledger.host().otherMicros()).isEqualTo(50_000);
    assertThat(
            balance(withDaemons(0, 0, Map.of()), withDaemons(0, 0, Map.of()), List.of()).daemon())
        .isNull();
  }

  private static CpuReading withDaemons(
      long processMicros, long busyMicros, Map<Integer, ThreadCpu> daemons) {
    return new CpuReading(
        Map.of(),
        null,
        usage(processMicros, 0),
        new ProcessorTime(busyMicros, 0, 0, 0, 0),
        null,
        0,
        daemons);
  }

  private static CpuLedgerRecord balance(
      CpuReading before, CpuReading after, List<EndedThread> ended) {
    return LedgerBalance.of(before, after, ended, CpuTime.NONE, 0);
  }

  private static CpuReading reading(Map<Integer, ThreadReading> threads, Usage process) {
    return new CpuReading(threads, NO_USAGE, process, NO_HOST, null, 0, Map.of());
  }

  private static ThreadReading home(long cpuNanos, long sampledNanos, long sampledUserNanos) {
    return new ThreadReading(
        ThreadRole.HOME, new ThreadCpu(cpuNanos, sampledNanos, sampledUserNanos), null);
  }

  private static ThreadReading worker(long cpuNanos, Switches switches) {
    return new ThreadReading(ThreadRole.ENGINE, new ThreadCpu(cpuNanos, 0, 0), switches);
  }

  private static ThreadReading other(ThreadRole role, long cpuNanos) {
    return new ThreadReading(role, new ThreadCpu(cpuNanos, 0, 0), null);
  }

  private static Usage usage(long userMicros, long systemMicros) {
    return new Usage(userMicros, systemMicros, 0, 0);
  }
}
