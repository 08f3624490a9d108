package io.aiorevisited.harness.command;

import io.aiorevisited.harness.guest.Accelerator;
import io.aiorevisited.harness.guest.GuestWishes;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code run} that say what guests are made of. */
final class GuestOptions {

  @Option(
      names = "--guest-kernel",
      paramLabel = "PATH",
      converter = OptionWords.OfPath.class,
      description =
          "File of the Linux kernel that guests boot (default: the host's own, else the newest in"
              + " /boot).")
  private Path kernel;

  @Option(
      names = "--guest-accel",
      paramLabel = "NAME",
      defaultValue = "auto",
      converter = OptionWords.OfAccelerator.class,
      description =
          "What carries out a guest's instructions: kvm; tcg, QEMU's translation; auto, kvm where it"
              + " boots, else tcg (default: auto). Guests under tcg are compared with each other"
              + " only.")
  private Accelerator accelerator;

  /** What was asked for. */
  GuestWishes wishes() {
    return new GuestWishes(
        Optional.ofNullable(kernel).map(path -> path.toAbsolutePath().normalize()), accelerator);
  }

  /** Whether any of them was given, which without a guest does nothing. */
  boolean areGiven() {
    return kernel != null || accelerator != Accelerator.AUTO;
  }
}
