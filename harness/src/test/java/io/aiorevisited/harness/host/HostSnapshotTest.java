package io.aiorevisited.harness.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.aiorevisited.analysis.record.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostSnapshotTest {

  @TempDir Path root;

  @Test
  void shouldDescribeTheHostFromItsFiles() throws IOException {
    write("proc/sys/kernel/hostname", "spinner\n");
    write("proc/sys/kernel/osrelease", "6.1.0-rc1\n");
    write("proc/sys/kernel/version", "#1 SMP\n");
    write("proc/meminfo", "MemFree: 5 kB\nMemTotal:       2048 kB\n");
    write(
        "proc/cpuinfo",
        "processor\t: 0\nmodel name\t: Abacus 9\nflags\t\t: fpu hypervisor sse\nprocessor\t: 1\n");
    write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
    write("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n");
    write("sys/class/dmi/id/sys_vendor", "ACME\n");
    write("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
    write(
        "proc/self/mountinfo",
        "1 0 0:1 / / rw - overlay overlay rw\n"
            + "2 1 8:2 / "
            + escaped(root.toRealPath())
            + " rw,noatime shared:1 - ext4 /dev/sda2 rw\n");
    write("sys/devices/pci/block/sda/sda2/partition", "2\n");
    write("sys/devices/pci/block/sda/device/model", "Winchester\n");
    write("sys/devices/pci/block/sda/queue/max_segments", "254\n");
    write("sys/devices/pci/block/sda/queue/scheduler", "[none] mq-deadline\n");
    write("sys/devices/pci/block/sda/queue/write_cache", "write back\n");
    Files.createDirectories(root.resolve("sys/dev/block"));
    Files.createSymbolicLink(
        root.resolve("sys/dev/block/8:2"), root.resolve("sys/devices/pci/block/sda/sda2"));

    Host host = new HostSnapshot(root).take(root);

    assertThat(host.hostname()).isEqualTo("spinner");
    assertThat(host.kernel()).isEqualTo("6.1.0-rc1 #1 SMP");
    assertThat(host.cpuModel()).isEqualTo("Abacus 9");
    assertThat(host.cpus()).isEqualTo(2);
    assertThat(host.memoryBytes()).isEqualTo(2048 * 1024);
    assertThat(host.governor()).isEqualTo("powersave");
    assertThat(host.clockSource()).isEqualTo("tsc");
    assertThat(host.fileSystem()).isEqualTo("ext4 (rw,noatime)");
    assertThat(host.device()).isEqualTo("/dev/sda (sda2, Winchester)");
    assertThat(host.queue())
        .containsEntry("max_segments", "254")
        .containsEntry("scheduler", "[none] mq-deadline");
    assertThat(host.writeCache()).isEqualTo("write back");
    assertThat(host.virtualisation()).isEqualTo("hypervisor flag set, ACME");
    assertThat(host.settings()).containsExactly(entry("transparent_hugepage/enabled", "madvise"));
  }

  @Test
  void shouldCallUnknownWhatTheHostDoesNotTell() {
    Host host = new HostSnapshot(root).take(root);

    assertThat(host.hostname()).isEqualTo("unknown");
    assertThat(host.governor()).isEqualTo("unknown");
    assertThat(host.fileSystem()).isEqualTo("unknown");
    assertThat(host.device()).isEqualTo("unknown");
    assertThat(host.queue()).isEmpty();
    assertThat(host.cpus()).isPositive();
  }

  @Test
  void shouldDescribeThisHost() {
    Host host = HostSnapshot.ofThisHost().take(Path.of("").toAbsolutePath());

    assertThat(host.kernel()).startsWith(System.getProperty("os.version"));
    assertThat(host.memoryBytes()).isPositive();
    assertThat(host.fileSystem()).isNotEqualTo("unknown");
  }

  private static String escaped(Path path) {
    return path.toString().replace(" ", "\\040");
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
