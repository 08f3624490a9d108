package io.aiorevisited.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.claims.Mail2009;
import io.aiorevisited.analysis.cpu.CpuEstimates;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestsTest {

  private static final Cell READ = GeneratedRun.iozone("read", 16 << 10);

  @TempDir Path folder;

  @Test
  void shouldNeverHoldAGuestUnderTcgAgainstWhatRanOnTheHost() throws IOException {
    RunAnalysis analysis = analysis("tcg");

    assertThat(analysis.guests().mayCompare("guest-native", "psync")).isFalse();
    assertThat(analysis.guests().mayCompare("psync", "guest-native")).isFalse();
    assertThat(analysis.guests().mayShowWithNative("guest-native")).isFalse();
    assertThat(analysis.ratio(READ, "guest-native", "psync")).isEmpty();
    assertThat(analysis.cpuRatio(READ, "aio", "guest-native")).isEmpty();
    assertThat(analysis.logRatios(READ, "guest-native", "aio", Metric.THROUGHPUT)).isEmpty();
    assertThat(analysis.ratio(READ, "guest-native", "guest-threads")).isPresent();
    assertThat(analysis.ratio(READ, "aio", "psync")).isPresent();
  }

  @Test
  void shouldHoldAGuestUnderKvmAgainstTheNativeFigureAs2009Did() throws IOException {
    RunAnalysis analysis = analysis("kvm");

    assertThat(analysis.guests().isKvm()).isTrue();
    assertThat(analysis.ratio(READ, "guest-native", "psync"))
        .hasValueSatisfying(ratio -> assertThat(ratio.ratio()).isBetween(0.05, 0.07));
  }

  @Test
  void shouldJudgeGuestsAgainstEachOtherInAFamilyOfTheirOwn() throws IOException {
    RunAnalysis analysis = analysis("tcg");

    assertThat(analysis.guestVerdicts(Metric.THROUGHPUT))
        .hasSize(3)
        .allSatisfy(v -> assertThat(v.reference()).isEqualTo("guest-threads"))
        .allSatisfy(v -> assertThat(v.comparison().verdict()).isEqualTo(Verdict.FASTER));
    assertThat(analysis.guestVerdicts(Metric.CPU))
        .allSatisfy(v -> assertThat(v.comparison().verdict()).isEqualTo(Verdict.EQUIVALENT));
    assertThat(analysis.candidates()).containsExactly("psync", "aio");
    assertThat(analysis.primary()).noneMatch(p -> Guests.isGuest(p.question().engine()));
    assertThat(analysis.verdicts()).noneMatch(v -> Guests.isGuest(v.engine()));
  }

  @Test
  void shouldChargeAGuestWithItsVcpuToo() throws IOException {
    CpuEstimates estimates = CpuEstimates.of(analysis("tcg"));

    // 10 and 30 us of the main loop, 100 us of the vCPU.
    assertThat(estimates.of(READ.withEngine("guest-native"), false).orElseThrow())
        .satisfies(cell -> assertThat(cell.microsPerRequest().mean()).isBetween(139.9, 140.1));
  }

  @Test
  void shouldLabelGuestsAndNothingElse() throws IOException {
    Guests guests = analysis("tcg").guests();

    assertThat(guests.named("guest-native")).isEqualTo("guest-native (TCG)");
    assertThat(guests.named("aio")).isEqualTo("aio");
    assertThat(analysis("kvm").guests().named("guest-native")).isEqualTo("guest-native (KVM)");
  }

  @Test
  void shouldNotCompareGuestsOfTwoRunsUnderDifferentAccelerators() throws Exception {
    RunAnalysis tcg = analysis("tcg");
    RunAnalysis kvm = analysis("kvm");

    RunComparison compared = RunComparison.of(tcg, kvm);

    assertThat(compared.cells()).noneMatch(cell -> Guests.isGuest(cell.cell().engine()));
    assertThat(compared.refused())
        .hasSize(6)
        .allSatisfy(
            cell ->
                assertThat(cell.reason())
                    .isEqualTo(
                        "is not comparable: guests ran under TCG before and under KVM after"));
    assertThat(RunComparison.of(tcg, tcg).cells())
        .anyMatch(cell -> Guests.isGuest(cell.cell().engine()));
  }

  @Test
  void shouldHaveTheFiguresOf2009ForTheRealGuestsToo() {
    assertThat(Mail2009.throughput(READ.withEngine("guest-threads"))).hasValue(48334);
    assertThat(Mail2009.throughput(READ.withEngine("guest-native"))).hasValue(52902);
    assertThat(Mail2009.throughput(READ.withEngine("guest-io_uring"))).isEmpty();
  }

  private RunAnalysis analysis(String accelerator) throws IOException {
    Path run = folder.resolve(accelerator);
    RunFolder written =
        run.toFile().exists() ? RunFolder.open(run) : GuestRun.write(run, accelerator);
    assertThat(written.problems()).isEmpty();
    return RunAnalysis.of(written);
  }
}
