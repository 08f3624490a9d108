package io.aiorevisited.workloads.targets.device;

import io.aiorevisited.workloads.targets.TargetException;
import io.aiorevisited.workloads.targets.file.ScratchFill;
import io.aiorevisited.workloads.targets.place.DeviceNumber;
import io.aiorevisited.workloads.targets.place.FileStatus;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import java.io.IOException;
import java.nio.file.Path;

/*
 * A thin volume, a discarded flash cell and a loop device over a sparse file answer reads of what
 * was never written by themselves. Where a device may be written to anyway, the part that is
 * measured is filled first, so that its reads are reads.
 */
/** Fills the part of a device that is measured with data. */
public final class DeviceFill {
  private DeviceFill() {}

  /**
   * Writes the first {@code sizeBytes} of a device that this process has been admitted to, and
   * syncs it.
   *
   * @throws TargetException if this process holds no claim on it
   * @throws IOException if it can't all be written, as when the thread is interrupted
   */
  public static void write(Path device, long sizeBytes) throws IOException {
    requireAdmitted(device);
    ScratchFill.write(device, sizeBytes);
  }

  /**
   * Makes sure that this process has been admitted to a device, and so may have it written to.
   *
   * @throws TargetException if it holds no claim on it
   * @throws IOException if that can't be found out
   */
  public static void requireAdmitted(Path device) throws IOException {
    DeviceOpeners openers = new DeviceOpeners(SystemTrees.host(), DeviceNumber::ofPath);
    if (!openers.hasOpen(ProcessHandle.current().pid(), FileStatus.of(device).device())) {
      throw new TargetException(
          "refused to write to "
              + device
              + ": this run has not been admitted to it; start a new run");
    }
  }
}
