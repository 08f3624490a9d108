package io.aiorevisited.workloads.targets.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MemInfoTest {

  private static final MemInfo MEMORY =
      new MemInfo(
          """
          MemTotal:       24684128 kB
          HugePages_Total:       8
          HugePages_Free:        3
          Hugepagesize:       2048 kB
          """);

  @Test
  void shouldTellNumbersAndSizes() {
    assertThat(MEMORY.number("HugePages_Free")).contains(3L);
    assertThat(MEMORY.bytes("MemTotal")).contains(24_684_128L << 10);
    assertThat(MEMORY.bytes("Hugepagesize")).contains(2L << 20);
  }

  @Test
  void shouldTellNothingOfWhatIsNotThere() {
    assertThat(MEMORY.number("HugePages")).isEmpty();
    assertThat(MemInfo.of(new SystemTrees(Path.of("/nowhere"), Path.of("/nowhere"))).text())
        .isEmpty();
  }
}
