package io.aiorevisited.harness.guest;

import java.util.List;

/**
 * What is known of a guest that has booted.
 *
 * @param pid of QEMU
 * @param qemuVersion its own words
 * @param commandLine of QEMU, all of it
 * @param accelerator KVM or TCG
 * @param whyNotKvm why it is not KVM: not asked for, missing, no permission, or it hung when it was
 *     tried; empty where it is KVM
 * @param kernel release of the guest's Linux
 * @param java version of the guest's Java
 * @param bootNanos from QEMU's start to the guest's first word that it is ready
 * @param drive what QEMU itself says of the disk
 */
public record GuestFacts(
    long pid,
    String qemuVersion,
    List<String> commandLine,
    Accelerator accelerator,
    String whyNotKvm,
    String kernel,
    String java,
    long bootNanos,
    Drive drive) {

  /**
   * The disk and the threads, by QMP.
   *
   * @param file that is the disk
   * @param direct whether QEMU goes past the page cache
   * @param readOnly whether the guest can't write to it
   * @param ioThreads names of QEMU's threads for disks
   * @param vcpuThreads thread ids of the guest's processors
   */
  public record Drive(
      String file,
      boolean direct,
      boolean readOnly,
      List<String> ioThreads,
      List<Long> vcpuThreads) {}
}
