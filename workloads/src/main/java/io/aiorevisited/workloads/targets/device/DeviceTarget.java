package io.aiorevisited.workloads.targets.device;

import io.aiorevisited.workloads.targets.Target;
import io.aiorevisited.workloads.targets.TargetException;
import io.aiorevisited.workloads.targets.place.BlockDevice;
import io.aiorevisited.workloads.targets.place.BlockDevices;
import io.aiorevisited.workloads.targets.place.DeviceNumber;
import io.aiorevisited.workloads.targets.place.FileStatus;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A block device in the JVM of one trial.
 *
 * <p>A run admits and claims its device once, for all its trials, so here the process that started
 * this one holds the claim. Where it doesn't, as under JMH's own command line, the device is
 * claimed here, and only read.
 *
 * @param path the device, symbolic links resolved
 * @param sizeBytes its size
 * @param ownAdmission the claim made here; empty where the parent process holds one
 */
public record DeviceTarget(Path path, long sizeBytes, Optional<DeviceGuard.Admission> ownAdmission)
    implements Target {

  /**
   * Takes a device.
   *
   * @throws TargetException if it is in use, or not to be seen
   * @throws IOException if its path can't be followed
   */
  public static DeviceTarget at(Path path) throws IOException {
    Path device = path.toRealPath();
    BlockDevice seen =
        new BlockDevices(SystemTrees.host())
            .find(FileStatus.of(device).device())
            .orElseThrow(() -> new TargetException("sysfs doesn't show the device " + device));
    if (claimedByParent(device, seen.number())) {
      return new DeviceTarget(device, seen.sizeBytes(), Optional.empty());
    }
    DeviceGuard.Admission admission = DeviceGuard.host().admitToRead(device);
    return new DeviceTarget(device, seen.sizeBytes(), Optional.of(admission));
  }

  /** Whether the parent process has the device open, and somebody holds it exclusively. */
  private static boolean claimedByParent(Path device, DeviceNumber number) {
    DeviceOpeners openers = new DeviceOpeners(SystemTrees.host(), DeviceNumber::ofPath);
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    if (parent.isEmpty() || !openers.hasOpen(parent.get().pid(), number)) {
      return false;
    }
    try {
      DeviceClaim.take(device, number).close();
      return false;
    } catch (TargetException e) {
      return true;
    }
  }

  @Override
  public void requireWritable() throws TargetException {
    if (ownAdmission.isPresent()) {
      throw new TargetException(
          "refused to write to "
              + path
              + ": only the run command writes to devices, after it has looked at what they hold");
    }
  }

  /** Lets go of a claim made here. */
  @Override
  public void close() {
    ownAdmission.ifPresent(DeviceGuard.Admission::close);
  }
}
