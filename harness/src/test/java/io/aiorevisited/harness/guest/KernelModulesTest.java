package io.aiorevisited.harness.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.engines.InstalledPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelModulesTest {
  private static final InstalledPrograms NONE = new InstalledPrograms(List.of(), Optional.empty());

  @TempDir Path folder;

  private Path module(String name, String depends) throws IOException {
    Path file = folder.resolve("kernel/drivers").resolve(name);
    Files.createDirectories(file.getParent());
    String info = "\u007fELF\0name=x\0parm=depends=no\0depends=" + depends + "\0intree=Y\0";
    return Files.write(file, info.getBytes(StandardCharsets.ISO_8859_1));
  }

  private Map<String, byte[]> inOrder(InstalledPrograms programs) throws Exception {
    GuestKernel kernel = new GuestKernel(Path.of("/k"), "6.1.0", Optional.of(folder));
    return KernelModules.inOrder(kernel, programs, List.of("virtio_pci", "virtio_blk"));
  }

  @Test
  void shouldLoadEachAfterWhatItDependsOn() throws Exception {
    module("virtio_blk.ko", "virtio,virtio_ring");
    module("virtio-pci.ko", "virtio_ring,virtio,virtio_pci_modern_dev");
    module("virtio_pci_modern_dev.ko", "");
    module("virtio.ko", "virtio-ring");
    module("virtio_ring.ko", "");

    assertThat(inOrder(NONE).keySet())
        .containsExactly(
            "virtio_ring", "virtio", "virtio_pci_modern_dev", "virtio_pci", "virtio_blk");
  }

  @Test
  void shouldLeaveOutWhatIsBuiltIn() throws Exception {
    module("virtio_blk.ko", "virtio");
    Files.writeString(
        folder.resolve("modules.builtin"),
        "kernel/drivers/virtio/virtio.ko\nkernel/drivers/virtio/virtio_pci.ko\n");

    assertThat(inOrder(NONE).keySet()).containsExactly("virtio_blk");
  }

  @Test
  void shouldTakeAKernelWithoutModulesForOneThatNeedsNone() throws Exception {
    GuestKernel kernel = new GuestKernel(Path.of("/k"), "6.1.0", Optional.empty());

    assertThat(KernelModules.inOrder(kernel, NONE, List.of("virtio_blk"))).isEmpty();
  }

  @Test
  void shouldSayWhichModuleIsMissing() throws Exception {
    module("virtio_pci.ko", "virtio");

    assertThatThrownBy(() -> inOrder(NONE))
        .isInstanceOf(GuestUnsupportedException.class)
        .hasMessage(
            "the kernel 6.1.0 has no module virtio in "
                + folder
                + ": install its package anew, or name another kernel by --guest-kernel");
  }

  @Test
  void shouldRefuseACircle() throws Exception {
    module("virtio_pci.ko", "virtio");
    module("virtio.ko", "virtio_pci");

    assertThatThrownBy(() -> inOrder(NONE)).hasMessageContaining("in a circle");
  }

  @Test
  void shouldUnpackWhatIsPacked() throws Exception {
    InstalledPrograms host = InstalledPrograms.ofThisHost();
    Optional<Path> gzip = host.find("gzip");
    assumeTrue(gzip.isPresent(), "gzip is not installed");
    Path packed = module("virtio_blk.ko", "virtio");
    byte[] content = Files.readAllBytes(packed);
    module("virtio_pci.ko", "");
    module("virtio.ko", "");
    assertThat(new ProcessBuilder(gzip.get().toString(), packed.toString()).start().waitFor())
        .isZero();

    Map<String, byte[]> modules = inOrder(host);

    assertThat(modules.keySet()).containsExactly("virtio_pci", "virtio", "virtio_blk");
    assertThat(modules.get("virtio_blk")).isEqualTo(content);
  }

  @Test
  void shouldSayWhatUnpacksAModule() throws Exception {
    module("virtio_pci.ko.zst", "");

    assertThatThrownBy(() -> inOrder(NONE))
        .isInstanceOf(GuestUnsupportedException.class)
        .hasMessageContaining("zstd is not installed: install the package zstd");
  }
}
