package io.aiorevisited.harness.places;

import io.aiorevisited.analysis.record.Host;
import io.aiorevisited.harness.host.HostSnapshot;
import java.nio.file.Path;

/** Where a run's target is. */
public sealed interface Place permits ScratchPlace, DevicePlace, ExistingPlace {

  /** The file or device, absolute. */
  Path file();

  /**
   * Checks that a run can be held there; writes nothing that stays.
   *
   * @param neededBytes bytes that the run's targets take
   * @throws io.aiorevisited.harness.plan.WrongCallException if it can't
   */
  void check(long neededBytes, HostSnapshot host);

  /** Describes the host with what is below the target. */
  Host describe(HostSnapshot host);

  /** One line for the person: how much is taken there and what becomes of it. */
  String announce(long neededBytes, Host host);
}
