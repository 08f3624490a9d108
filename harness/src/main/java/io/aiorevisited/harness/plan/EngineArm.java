package io.aiorevisited.harness.plan;

import io.aiorevisited.analysis.record.ArmName;
import io.aiorevisited.engines.EngineTraits;
import io.aiorevisited.engines.catalog.EngineType;
import java.util.Optional;

/**
 * An engine as it is measured.
 *
 * @param type which engine
 * @param build of QEMU that it starts, as {@code --engines} names it; empty for the installed one,
 *     and of engines that start none
 */
public record EngineArm(EngineType type, String build) {

  /** An engine with what is installed. */
  public static EngineArm of(EngineType type) {
    return new EngineArm(type, "");
  }

  /** The arm of a name; empty if no engine has it. */
  public static Optional<EngineArm> find(String name) {
    ArmName arm = ArmName.of(name);
    return EngineType.find(arm.base()).map(type -> new EngineArm(type, arm.build()));
  }

  /** The name as typed on the command line and kept in records. */
  public String label() {
    return new ArmName(type.label(), build).toString();
  }

  EngineTraits traits() {
    return type.traits();
  }

  /** Whether data is really read and written. */
  boolean movesData() {
    return traits().movesData();
  }

  /** Whether what it measures holds the way to a daemon and back. */
  boolean goesThroughDaemon() {
    return traits().hasDaemon() && movesData();
  }
}
