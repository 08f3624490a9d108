package io.aiorevisited.harness.plan;

import io.aiorevisited.analysis.record.ArmName;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.harness.peers.PeerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program of others as it is measured.
 *
 * @param type which program, and how it works
 * @param build of QEMU that it is from, as {@code --engines} names it; empty for the installed one,
 *     and of programs that are none of QEMU's
 */
public record PeerArm(PeerType type, String build) {

  /** A program as it is installed. */
  public static PeerArm of(PeerType type) {
    return new PeerArm(type, "");
  }

  /** The arm of a name; empty if no program has it. */
  public static Optional<PeerArm> find(String name) {
    ArmName arm = ArmName.of(name);
    return PeerType.find(arm.base()).map(type -> new PeerArm(type, arm.build()));
  }

  /** The name as typed on the command line and kept in records. */
  public String label() {
    return new ArmName(type.label(), build).toString();
  }

  /** Why it can't measure a cell, whatever its engine; empty if it can. */
  Optional<String> whyNot(Cell cell) {
    return type.whyNot(cell);
  }

  /**
   * What it is held against of what is measured: the engines of ours that do the same, and, where
   * it is of another build, the installed one.
   */
  List<String> counterparts(RunRequest request) {
    List<String> same = new ArrayList<>();
    for (EngineType counterpart : type.counterparts()) {
      if (request.engines().contains(EngineArm.of(counterpart))) {
        same.add(counterpart.label());
      }
    }
    PeerArm installed = of(type);
    if (!equals(installed) && request.peers().contains(installed)) {
      same.add(installed.label());
    }
    return List.copyOf(same);
  }
}
