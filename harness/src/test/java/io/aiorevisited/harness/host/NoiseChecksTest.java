package io.aiorevisited.harness.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.harness.host.HostChecks.Finding;
import io.aiorevisited.harness.host.HostChecks.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoiseChecksTest {

  @TempDir Path root;
  private long ownMicros;

  @Test
  void shouldNameEachThingThatWidensIntervalsWithItsFix() {
    write("sys/kernel/mm/transparent_hugepage/enabled", "always madvise [never]\n");
    write("sys/kernel/mm/transparent_hugepage/defrag", "always defer [madvise] never\n");
    write("sys/devices/system/cpu/cpuidle/current_driver", "haltpoll\n");
    write("sys/module/haltpoll/parameters/guest_halt_poll_ns", "0\n");
    write("sys/devices/system/cpu/intel_pstate/no_turbo", "0\n");
    write("proc/pressure/memory", "some avg10=0.00 avg60=2.50 avg300=0.10 total=9\n");
    write("proc/stat", "cpu  100 0 100 700 0 0 0 100 0 0\n");

    Map<String, Finding> found = findings("cpu  130 0 110 730 0 0 0 130 0 0\n");

    assertLess(found.get("huge pages"), "enabled: never, defrag: madvise", "echo madvise >");
    assertLess(found.get("halt polling"), "off (guest_halt_poll_ns is 0)", "echo 200000 >");
    assertLess(found.get("turbo"), "on", "echo 1 > /sys/devices/system/cpu/intel_pstate/no_turbo");
    assertLess(found.get("steal"), "30 % of the processors' time just now", "hypervisor");
    assertLess(found.get("other load"), "30 % of the processors' time just now", "by top");
    assertLess(found.get("memory pressure"), "2.50 % of the last minute", "wait for memory");
  }

  @Test
  void shouldFindNothingOnAQuietHost() {
    write("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
    write("sys/kernel/mm/transparent_hugepage/defrag", "always defer [madvise] never\n");
    write("sys/devices/system/cpu/cpufreq/boost", "0\n");
    write("proc/pressure/memory", "some avg10=0.00 avg60=0.00 avg300=0.10 total=9\n");
    write("proc/stat", "cpu  100 0 100 700 0 0 0 100 0 0\n");

    assertThat(findings("cpu  101 0 101 798 0 0 0 100 0 0\n").values())
        .extracting(Finding::level)
        .containsOnly(Level.OK);
  }

  @Test
  void shouldTakeWhatIsNotToldAsUnknown() {
    Map<String, Finding> found =
        new NoiseChecks(new SystemFiles(root), () -> {}, () -> 0)
            .findings().stream().collect(Collectors.toMap(Finding::what, Function.identity()));

    assertThat(found.get("steal").found()).isEqualTo("unknown");
    assertThat(found.get("turbo").found()).startsWith("unknown");
    assertThat(found.get("memory pressure").level()).isEqualTo(Level.LESS);
    assertThat(NoiseChecks.settings(new SystemFiles(root))).isEmpty();
  }

  private Map<String, Finding> findings(String laterStat) {
    NoiseChecks checks =
        new NoiseChecks(
            new SystemFiles(root), () -> write("proc/stat", laterStat), () -> ownMicros += 100_000);
    return checks.findings().stream().collect(Collectors.toMap(Finding::what, Function.identity()));
  }

  private static void assertLess(Finding finding, String found, String cost) {
    assertThat(finding.level()).as(finding.what()).isEqualTo(Level.LESS);
    assertThat(finding.found()).isEqualTo(found);
    assertThat(finding.cost()).contains(cost);
  }

  private void write(String file, String text) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
