package io.aiorevisited.harness.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestKernelTest {

  @TempDir Path root;

  private Path kernel(String name, String release) throws IOException {
    ByteBuffer image = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
    image.put(0x202, "HdrS".getBytes(StandardCharsets.US_ASCII));
    image.putShort(0x20e, (short) 0x1000);
    image.put(0x1200, (release + " (someone@somewhere) #1").getBytes(StandardCharsets.US_ASCII));
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, image.array());
  }

  private GuestKernel find(String hostRelease) throws GuestUnsupportedException {
    return GuestKernel.find(Optional.empty(), root, hostRelease);
  }

  @Test
  void shouldTakeTheHostsOwn() throws IOException {
    kernel("boot/vmlinuz-6.1.0-56-amd64", "6.1.0-56-amd64");
    Path own = kernel("boot/vmlinuz-5.10.0-8-amd64", "5.10.0-8-amd64");

    GuestKernel found = find("5.10.0-8-amd64");

    assertThat(found).isEqualTo(new GuestKernel(own, "5.10.0-8-amd64", Optional.empty()));
  }

  @Test
  void shouldElseTakeTheNewestByItsNumbers() throws IOException {
    kernel("boot/vmlinuz-6.1.0-9-amd64", "6.1.0-9-amd64");
    Path newest = kernel("boot/vmlinuz-6.1.0-56-cloud-amd64", "6.1.0-56-cloud-amd64");
    kernel("boot/vmlinuz-5.19.0-99-amd64", "5.19.0-99-amd64");
    kernel("boot/vmlinuz-rescue", "2.6.0");

    assertThat(find("6.18.0-here").image()).isEqualTo(newest);
  }

  @Test
  void shouldFindModulesBesideAPackageThatWasOnlyUnpacked() throws IOException {
    Path image = kernel("unpacked/boot/vmlinuz-6.1.0", "6.1.0-56-amd64");
    Path modules = Files.createDirectories(root.resolve("unpacked/usr/lib/modules/6.1.0-56-amd64"));

    GuestKernel found = GuestKernel.find(Optional.of(image), root, "6.18");

    assertThat(found).isEqualTo(new GuestKernel(image, "6.1.0-56-amd64", Optional.of(modules)));
  }

  @Test
  void shouldSayHowToGetOneWhereThereIsNone() {
    assertThatThrownBy(() -> find("6.18"))
        .isInstanceOf(GuestUnsupportedException.class)
        .hasMessage(
            "no kernel for a guest in "
                + root.resolve("boot")
                + ": install a kernel for it (Debian package linux-image-cloud-amd64 or"
                + " linux-image-amd64), or name one by --guest-kernel");
  }

  @Test
  void shouldRefuseWhatIsNoKernel() throws IOException {
    Path text = Files.writeString(root.resolve("text"), "no kernel");

    assertThatThrownBy(() -> GuestKernel.find(Optional.of(text), root, ""))
        .isInstanceOf(GuestUnsupportedException.class)
        .hasMessageContaining("is not a kernel that QEMU boots");
    Path missing = root.resolve("missing");
    assertThatThrownBy(() -> GuestKernel.find(Optional.of(missing), root, ""))
        .isInstanceOf(GuestUnsupportedException.class)
        .hasMessageContaining("can't be read");
  }
}
