package io.aiorevisited.harness.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.engines.InstalledPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestImageTest {
  private static final GuestKernel KERNEL =
      new GuestKernel(Path.of("/boot/vmlinuz"), "6.1.0", Optional.empty());

  @TempDir Path cache;

  @Test
  void shouldSayThatBusyboxIsMissing() {
    InstalledPrograms none = new InstalledPrograms(List.of(), Optional.empty());

    assertThatThrownBy(() -> GuestImage.findOrMake(KERNEL, none, Path.of("/"), cache))
        .isInstanceOf(GuestUnsupportedException.class)
        .hasMessage(
            "busybox is not installed, a guest's shell: install the package busybox-static");
  }

  @Test
  void shouldRefuseAHostOfAnotherKind() {
    assertThatThrownBy(() -> GuestImage.requireX86("aarch64"))
        .isInstanceOf(GuestUnsupportedException.class)
        .hasMessageContaining("this one is aarch64");
  }

  @Test
  void shouldSayThatAJdkIsNeeded() throws Exception {
    InstalledPrograms programs = InstalledPrograms.ofThisHost();
    assumeTrue(programs.find("busybox").isPresent(), "busybox is not installed");

    assertThatThrownBy(() -> GuestImage.findOrMake(KERNEL, programs, cache, cache))
        .isInstanceOf(GuestUnsupportedException.class)
        .hasMessage(
            cache + " has no jlink, which makes a guest's Java: install the JDK, not only the JRE");
    try (Stream<Path> left = Files.list(cache)) {
      assertThat(left).isEmpty();
    }
  }
}
