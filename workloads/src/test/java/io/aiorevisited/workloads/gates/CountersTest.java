package io.aiorevisited.workloads.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private void plant(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
