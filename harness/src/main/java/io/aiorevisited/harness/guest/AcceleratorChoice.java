package io.aiorevisited.harness.guest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Which accelerator the guests of a run use. One for all guests of a run, so that a KVM that hangs
 * is tried once: while the first guest tries it, the others wait. For any thread.
 */
public final class AcceleratorChoice {
  private static final Path DEVICE = Path.of("/dev/kvm");

  private enum Kvm {
    UNTRIED,
    BEING_TRIED,
    WORKS,
    OUT
  }

  private final Accelerator wanted;
  private final Path device;
  private final Predicate<Path> permitted;
  private Kvm kvm = Kvm.UNTRIED;
  private String whyNotKvm = "";

  /** A choice that no guest has made yet. */
  public AcceleratorChoice(Accelerator wanted) {
    this(wanted, DEVICE);
  }

  /**
   * @param device of KVM
   */
  AcceleratorChoice(Accelerator wanted, Path device) {
    this(wanted, device, path -> Files.isReadable(path) && Files.isWritable(path));
  }

  /**
   * @param device of KVM
   * @param permitted whether this user may use it
   */
  AcceleratorChoice(Accelerator wanted, Path device, Predicate<Path> permitted) {
    this.wanted = wanted;
    this.device = device;
    this.permitted = permitted;
    if (wanted == Accelerator.TCG) {
      out("TCG was asked for");
    }
  }

  /**
   * What the next guest is to be booted with: KVM or TCG. Whoever gets KVM says afterwards what
   * came of it.
   *
   * @throws GuestUnsupportedException if KVM alone was asked for and can't be had
   */
  synchronized Accelerator next() throws GuestUnsupportedException, InterruptedException {
    while (kvm == Kvm.BEING_TRIED) {
      wait();
    }
    if (kvm == Kvm.UNTRIED) {
      String missing = missing();
      if (missing.isEmpty()) {
        kvm = Kvm.BEING_TRIED;
        return Accelerator.KVM;
      }
      out(missing);
    }
    if (kvm == Kvm.WORKS) {
      return Accelerator.KVM;
    }
    if (wanted == Accelerator.KVM) {
      throw new GuestUnsupportedException(
          "no guest under KVM: "
              + whyNotKvm
              + ". Or use --guest-accel tcg, which translates instructions");
    }
    return Accelerator.TCG;
  }

  private String missing() {
    if (!Files.exists(device)) {
      return device
          + " is missing: load the module kvm_intel or kvm_amd; in a virtual machine, have nested"
          + " virtualisation switched on";
    }
    if (!permitted.test(device)) {
      return "no permission on "
          + device
          + ": add the user to its group (usermod -aG kvm USER) and log in again";
    }
    return "";
  }

  private void out(String why) {
    kvm = Kvm.OUT;
    whyNotKvm = why;
  }

  /** A guest has come up under KVM. */
  synchronized void kvmWorks() {
    kvm = Kvm.WORKS;
    notifyAll();
  }

  /** A guest did not come up under KVM: no later one tries it. */
  synchronized void kvmFailed(String why) {
    out(why);
    notifyAll();
  }

  /** A guest was ended before it was known whether it comes up under KVM. */
  synchronized void kvmUndecided() {
    if (kvm == Kvm.BEING_TRIED) {
      kvm = Kvm.UNTRIED;
      notifyAll();
    }
  }

  /** Why KVM is not used; empty as long as nothing speaks against it. */
  public synchronized String whyNotKvm() {
    return whyNotKvm;
  }
}
