package io.aiorevisited.harness.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/*
 * The console is QEMU's own standard input and output, so that it needs no socket. QMP's socket has
 * a short name in the guest's own folder, in which QEMU runs.
 */
/** The command line of QEMU for a guest. */
final class QemuCommand {
  /** QMP's socket, in the folder that QEMU runs in. */
  static final String QMP_SOCKET = "q";

  private static final int MEMORY_MIB = 512;

  /**
   * The kernel doesn't test its own ciphers, which no guest uses: under TCG a twelfth of a start.
   */
  private static final String KERNEL_WORDS = "console=ttyS0 quiet panic=-1 cryptomgr.notests";

  /** Code that a JVM compiles must be translated anew: a sixth of a guest's start under TCG. */
  private static final String LESS_CODE = GuestInit.JAVA_ARGS + "=-XX:CompileThresholdScaling=10";

  private QemuCommand() {}

  /** All its words, setpriv's before QEMU's. */
  static List<String> of(GuestSettings settings, Accelerator accelerator) {
    boolean kvm = accelerator == Accelerator.KVM;
    List<String> words =
        new ArrayList<>(
            List.of(
                settings.setpriv().toString(), "--pdeathsig", "KILL", settings.qemu().toString()));
    // Threads have names, by which their CPU time is told apart.
    words.addAll(List.of("-name", "aio-revisited,debug-threads=on"));
    words.addAll(List.of("-nodefaults", "-no-user-config", "-no-reboot", "-display", "none"));
    words.addAll(List.of("-machine", "q35", "-accel", accelerator.label()));
    words.addAll(List.of("-cpu", kvm ? "host" : "max", "-smp", "1", "-m", MEMORY_MIB + "M"));
    words.addAll(List.of("-chardev", "stdio,id=con,signal=off", "-serial", "chardev:con"));
    words.addAll(List.of("-qmp", "unix:" + QMP_SOCKET + ",server=on,wait=off"));
    words.addAll(List.of("-kernel", settings.kernel().image().toString()));
    words.addAll(List.of("-initrd", settings.image().toString()));
    words.addAll(List.of("-append", KERNEL_WORDS + (kvm ? "" : " " + LESS_CODE)));
    if (settings.ioThread()) {
      words.addAll(List.of("-object", "iothread,id=io0"));
    }
    words.addAll(List.of("-drive", drive(settings)));
    words.addAll(
        List.of(
            "-device",
            "virtio-blk-pci,drive=d0,num-queues=1" + (settings.ioThread() ? ",iothread=io0" : "")));
    return List.copyOf(words);
  }

  private static String drive(GuestSettings settings) {
    // No lock: several guests and our own forks have the target open, and one at a time moves.
    return "if=none,id=d0,format=raw,file.locking=off,file="
        + settings.target().toAbsolutePath().toString().replace(",", ",,")
        + ",cache="
        + settings.cache().name().toLowerCase(Locale.ROOT)
        + ",aio="
        + settings.aio()
        + ",readonly="
        + (settings.readOnly() ? "on" : "off");
  }
}
