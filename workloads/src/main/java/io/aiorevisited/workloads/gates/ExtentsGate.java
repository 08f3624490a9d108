package io.aiorevisited.workloads.gates;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.workloads.targets.TargetState;
import io.aiorevisited.workloads.targets.probe.Extents;
import java.util.Optional;

/**
 * Checks that the target is in the state that the cell names, and that a read finds data: holes and
 * unwritten extents are read as zeros at the speed of memory.
 */
final class ExtentsGate {
  static final String NAME = "extents";

  private ExtentsGate() {}

  /**
   * @param extents what the target was before a pass, or the file behind a loop device; empty where
   *     nobody can tell
   */
  static GateRecord check(TargetState state, IoOperation operation, Optional<Extents> extents) {
    if (state == TargetState.DEVICE && extents.isEmpty()) {
      return GateRecord.notCheckable(
          NAME,
          "a device has no extents; one that is thin, or was discarded, answers reads by itself");
    }
    if (state == TargetState.DEVICE && operation == IoOperation.WRITE) {
      return GateRecord.passed(NAME, "a write to a device finds its place there");
    }
    if (extents.isEmpty()) {
      return GateRecord.notCheckable(
          NAME, "the file system tells extents neither by FIEMAP nor, believably, by SEEK_HOLE");
    }
    Extents found = extents.get();
    if (operation == IoOperation.READ || state == TargetState.WRITTEN) {
      return found.allWritten()
          ? GateRecord.passed(NAME, "all written, extents: " + found.extents())
          : GateRecord.failed(
              NAME,
              found.shortcomings() + ": " + consequence(operation),
              switch (state) {
                case DEVICE -> "fill the device with data first";
                case EXISTING -> "name a file that is written throughout, such as a copy of it";
                default -> "measure a written target: --target-state written";
              });
    }
    boolean untouched = found.writtenBytes() == 0 && found.delayedBytes() == 0;
    return untouched
        ? GateRecord.passed(NAME, "before each pass " + found.shortcomings())
        : GateRecord.failed(
            NAME,
            "the target was to be "
                + state.label()
                + ", but "
                + (found.writtenBytes() + found.delayedBytes())
                + " bytes of it were written before the pass",
            "choose a file system on which fallocate can punch holes");
  }

  private static String consequence(IoOperation operation) {
    return operation == IoOperation.READ
        ? "these are read without the device"
        : "writing these allocates, which a written target does not";
  }
}
