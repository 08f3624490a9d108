package io.aiorevisited.harness.places;

import io.aiorevisited.analysis.record.Host;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.harness.host.HostSnapshot;
import io.aiorevisited.harness.plan.PlanFacts;
import io.aiorevisited.harness.plan.Readable;
import io.aiorevisited.harness.plan.WrongCallException;
import io.aiorevisited.workloads.targets.TargetException;
import io.aiorevisited.workloads.targets.device.DeviceGuard;
import io.aiorevisited.workloads.targets.place.FileStatus;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A block device as target: admitted and claimed until this is closed.
 *
 * @param admission the guard's
 * @param access whether the run writes to it
 */
public record DevicePlace(DeviceGuard.Admission admission, FileAccess access)
    implements Place, AutoCloseable {

  /** Whether {@code target} leads to a block device. */
  public static boolean isDevice(Path target) {
    return Files.exists(target) && FileStatus.of(target).kind() == FileStatus.Kind.BLOCK_DEVICE;
  }

  /**
   * Asks the guard.
   *
   * @param plan what is to be done to the device
   * @param destroyData the device's serial number or size, where its data may be lost
   * @param err is told what takes long
   * @throws TargetException if it must not be touched
   */
  public static DevicePlace admit(
      Path target, Plan plan, Optional<String> destroyData, PrintStream err)
      throws TargetException {
    boolean writes = new PlanFacts(plan).writes();
    DeviceGuard guard = DeviceGuard.host();
    try {
      return new DevicePlace(
          writes
              ? guard.admitToWrite(
                  target,
                  new DeviceGuard.Writes(
                      new PlanFacts(plan).scratchBytes(), destroyData, err::println))
              : guard.admitToRead(target),
          writes ? FileAccess.READ_WRITE : FileAccess.READ_ONLY);
    } catch (SyscallException e) {
      throw new WrongCallException("can't look at the device " + target + ": " + e.getMessage());
    }
  }

  /**
   * Asks the guard again, for a run that is resumed: it may hold the run's own data by now.
   *
   * @throws TargetException if it must not be touched
   */
  public static DevicePlace again(Plan plan, PrintStream err) throws TargetException {
    return admit(Path.of(plan.targetPath()), plan, Optional.empty(), err);
  }

  /** Describes the host with the device that {@code target} leads to. */
  public static Host describe(Path target, HostSnapshot host) {
    if (!isDevice(target)) {
      throw new WrongCallException("the run's device " + target + " is gone: start a new run");
    }
    return host.takeDevice(FileStatus.of(target).device().toString());
  }

  @Override
  public Path file() {
    return admission.resolved();
  }

  @Override
  public void check(long neededBytes, HostSnapshot host) {
    long sizeBytes = admission.device().sizeBytes();
    if (sizeBytes < neededBytes) {
      throw new WrongCallException(
          "the device "
              + admission.resolved()
              + " has "
              + Readable.bytes(sizeBytes)
              + ", a pass needs "
              + Readable.bytes(neededBytes)
              + ": give a smaller --size");
    }
  }

  @Override
  public Host describe(HostSnapshot host) {
    return host.takeDevice(admission.device().number().toString());
  }

  @Override
  public String announce(long neededBytes, Host host) {
    return admission.describe()
        + (access == FileAccess.READ_WRITE
            ? "; its first " + Readable.bytes(neededBytes) + " are OVERWRITTEN"
            : "; only read");
  }

  @Override
  public void close() {
    admission.close();
  }
}
