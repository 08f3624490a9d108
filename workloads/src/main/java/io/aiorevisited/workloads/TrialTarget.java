package io.aiorevisited.workloads;

import io.aiorevisited.workloads.targets.Target;
import io.aiorevisited.workloads.targets.TargetException;
import io.aiorevisited.workloads.targets.TargetState;
import io.aiorevisited.workloads.targets.device.DeviceTarget;
import io.aiorevisited.workloads.targets.file.ExistingFile;
import io.aiorevisited.workloads.targets.file.ScratchFile;
import io.aiorevisited.workloads.targets.file.TargetReset;
import io.aiorevisited.workloads.targets.place.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The target of a trial: found or made, looked at, and put into the state that a pass is to meet.
 */
final class TrialTarget {

  private TrialTarget() {}

  /**
   * Opens the target that settings name, or makes a scratch file.
   *
   * @param scratch where it is made if they name none
   * @throws TargetException if it is not what the settings take it for
   */
  static Target open(TrialSettings settings, Path scratch) throws IOException {
    boolean wantsDevice = settings.state() == TargetState.DEVICE;
    if (settings.target().isEmpty()) {
      if (wantsDevice) {
        throw new TargetException("a device as target has to be named by its full path");
      }
      return ScratchFile.create(scratch, settings.spec().sizeBytes(), settings.state());
    }
    Path path = settings.target().get();
    boolean isDevice =
        Files.exists(path) && FileStatus.of(path).kind() == FileStatus.Kind.BLOCK_DEVICE;
    if (isDevice != wantsDevice) {
      throw new TargetException(
          path
              + (isDevice ? " is a block device" : " is not a block device")
              + ", which the target state "
              + settings.state().label()
              + " doesn't go with");
    }
    return isDevice ? DeviceTarget.at(path) : ExistingFile.at(path);
  }

  /** Puts a scratch file into a state that the pass before has changed. */
  static void prepare(TrialSettings settings, Target target) throws IOException {
    if (settings.state().isWithoutData()) {
      if (!ScratchFile.isOwn(target.path())) {
        throw new TargetException(
            "only a scratch file can be put into the target state "
                + settings.state().label()
                + ", and "
                + target.path()
                + " is none");
      }
      TargetReset.reset(target.path(), settings.state(), target.sizeBytes());
    }
  }

  /**
   * Looks whether a pass fits in, and whether the target may be written to if it is to be.
   *
   * @throws TargetException if not
   */
  static void requireFit(TrialSettings settings, Target target) throws IOException {
    long sizeBytes = settings.spec().sizeBytes();
    if (target.sizeBytes() < sizeBytes) {
      throw new TargetException(
          "target too small: %s has %d bytes, a pass needs %d; name a larger one or a smaller size"
              .formatted(target.path(), target.sizeBytes(), sizeBytes));
    }
    if (settings.writes()) {
      target.requireWritable();
    }
  }
}
