package io.aiorevisited.harness.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.engines.CacheMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QemuCommandTest {

  private static List<String> words(boolean readOnly, boolean ioThread, Accelerator accelerator) {
    return QemuCommand.of(
        new GuestSettings(
            Path.of("/usr/bin/qemu"),
            Path.of("/usr/bin/setpriv"),
            new GuestKernel(Path.of("/boot/vmlinuz"), "6.1.0", Optional.empty()),
            Path.of("/cache/guest.cpio"),
            Path.of("/data/a,b"),
            "native",
            CacheMode.NONE,
            readOnly,
            ioThread,
            new AcceleratorChoice(Accelerator.TCG),
            Path.of("/run")),
        accelerator);
  }

  @Test
  void shouldEndWithUs() {
    assertThat(words(false, false, Accelerator.TCG))
        .startsWith("/usr/bin/setpriv", "--pdeathsig", "KILL", "/usr/bin/qemu");
  }

  @Test
  void shouldHaveOneDiskWithoutALock() {
    assertThat(words(false, false, Accelerator.TCG))
        .containsSequence(
            "-drive",
            "if=none,id=d0,format=raw,file.locking=off,file=/data/a,,b,cache=none,aio=native,"
                + "readonly=off",
            "-device",
            "virtio-blk-pci,drive=d0,num-queues=1");
  }

  @Test
  void shouldServeTheDiskByAThreadOfItsOwnWhereAsked() {
    List<String> words = words(true, true, Accelerator.TCG);

    assertThat(words)
        .containsSequence("-object", "iothread,id=io0")
        .contains("virtio-blk-pci,drive=d0,num-queues=1,iothread=io0")
        .anyMatch(word -> word.endsWith(",readonly=on"));
  }

  @Test
  void shouldHaveJavaCompileLessWhereItsCodeIsTranslated() {
    String words = "console=ttyS0 quiet panic=-1 cryptomgr.notests";

    assertThat(words(false, false, Accelerator.KVM)).containsSequence("-append", words);
    assertThat(words(false, false, Accelerator.TCG))
        .containsSequence("-append", words + " JAVA_ARGS=-XX:CompileThresholdScaling=10");
  }

  @Test
  void shouldGiveTheHostsProcessorUnderKvmOnly() {
    assertThat(words(false, false, Accelerator.KVM))
        .containsSequence("-accel", "kvm", "-cpu", "host");
    assertThat(words(false, false, Accelerator.TCG))
        .containsSequence("-accel", "tcg", "-cpu", "max");
  }
}
