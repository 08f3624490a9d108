package io.aiorevisited.analysis.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerSharesTest {
  @TempDir Path folder;

  @Test
  void shouldCountEverySampleOnce() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.collapsed"),
            """
            [home thread];io/aiorevisited/workloads/Pass.run_[j] 30
            [home thread];io/aiorevisited/workloads/Pass.run_[j];x_[k];vfs_read_[k] 50
            [C2 CompilerThre];Compile::Compile 15
            [home thread];strange thing (deleted) 3
            [home thread];stranger 2
            """);
    CollapsedStacks stacks = CollapsedStacks.read(file);
    LayerShares shares = LayerShares.of(stacks, LayerRules.builtIn());

    assertThat(stacks.hasKernelFrames()).isTrue();
    assertThat(shares.samples()).isEqualTo(100);
    assertThat(shares.share(Layer.JAVA)).isEqualTo(0.30);
    assertThat(shares.share(Layer.BLOCK)).isEqualTo(0.50);
    assertThat(shares.share(Layer.JVM)).isEqualTo(0.15);
    assertThat(shares.share(Layer.UNKNOWN)).isEqualTo(0.05);
    assertThat(shares.unknownFrames(1)).containsExactly("strange thing (deleted)");
    assertThat(Arrays.stream(Layer.values()).mapToDouble(shares::share).sum()).isEqualTo(1);
  }

  @Test
  void shouldHaveNoSharesOfNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("b.collapsed"), "");
    LayerShares shares = LayerShares.of(CollapsedStacks.read(file), LayerRules.builtIn());
    assertThat(shares.share(Layer.JAVA)).isZero();
  }

  @Test
  void shouldRefuseALineWithoutACount() throws IOException {
    Path file = Files.writeString(folder.resolve("c.collapsed"), "[main];f\n");
    assertThatThrownBy(() -> CollapsedStacks.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("c.collapsed");
  }
}
