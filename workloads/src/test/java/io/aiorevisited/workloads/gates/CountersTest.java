package io.aiorevisited.workloads.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.workloads.targets.place.SystemTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountersTest {
  @TempDir Path folder;

  @Test
  void shouldReadADevicesCounters() throws IOException {
    Files.writeString(folder.resolve("stat"), "  5 6 7 80 1 2 3 40 9 10 11 12 13 14 15 16 17\n");

    assertThat(DeviceTraffic.read(folder))
        .isEqualTo(new DeviceTraffic(5, 6, 7 * 512, 1, 2, 3 * 512, 120));
  }

  @Test
  void shouldSubtractAndAddCounters() {
    DeviceTraffic earlier = new DeviceTraffic(1, 2, 3, 4, 5, 6, 7);
    DeviceTraffic later = new DeviceTraffic(11, 22, 33, 44, 55, 66, 77);

    assertThat(later.since(earlier)).isEqualTo(new DeviceTraffic(10, 20, 30, 40, 50, 60, 70));
    assertThat(later.since(earlier).plus(earlier)).isEqualTo(later);
  }

  @Test
  void shouldNameAFileThatHoldsNoCounters() throws IOException {
    Files.writeString(folder.resolve("stat"), "5 6 7\n");

    assertThatThrownBy(() -> DeviceTraffic.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.resolve("stat").toString());
  }

  @Test
  void shouldReadTicksStealAndPressure() throws IOException {
    plant("stat", "cpu  100 1 50 800 20 3 4 22 10 0\ncpu0 1 2 3 4 5 6 7 8 9 10\n");
    plant("pressure/cpu", "some avg10=0.00 avg60=0.00 avg300=0.00 total=1234\n");
    plant(
        "pressure/memory",
        "some avg10=0.00 avg60=0.08 avg300=0.09 total=77\n"
            + "full avg10=0.00 avg60=0.06 avg300=0.07 total=66\n");

    assertThat(HostLoad.read(trees()))
        .isEqualTo(new HostLoad(1000, 22, Map.of("cpu", 1234L, "memory", 77L)));
  }

  @Test
  void shouldDoWithoutPressureStallInformation() throws IOException {
    plant("stat", "cpu  1 1 1 1 1 1 1 1 0 0\n");

    assertThat(HostLoad.read(trees())).isEqualTo(new HostLoad(8, 1, Map.of()));
  }

  @Test
  void shouldSubtractLoads() {
    HostLoad earlier = new HostLoad(10, 1, Map.of("io", 5L));
    HostLoad later = new HostLoad(110, 4, Map.of("io", 25L));

    assertThat(later.since(earlier)).isEqualTo(new HostLoad(100, 3, Map.of("io", 20L)));
  }

  private SystemTrees trees() {
    return new SystemTrees(folder, folder);
  }

  private void plant(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
