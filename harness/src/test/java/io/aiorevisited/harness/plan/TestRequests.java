package io.aiorevisited.harness.plan;

import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.harness.peers.PeerType;
import io.aiorevisited.workloads.Workload;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Makes requests for tests, which say only what they are about. */
final class TestRequests {

  static final List<EngineType> THREE =
      List.of(EngineType.PSYNC, EngineType.THREADS, EngineType.AIO);

  private TestRequests() {}

  /** Three engines over the profile's own block sizes. */
  static RunRequest of(Profile profile, int rounds) {
    return of(profile, THREE, List.of(), List.of(), RunRequest.PassSizes.OF_PROFILE, rounds, null);
  }

  /** Under the default conditions, without peers. */
  static RunRequest of(
      Profile profile,
      List<EngineType> engines,
      List<Workload> workloads,
      List<Long> blockSizes,
      RunRequest.PassSizes sizes,
      int rounds,
      EngineType reference) {
    return new RunRequest(
        profile,
        engines.stream().map(EngineArm::of).toList(),
        workloads,
        List.of(IoOperation.WRITE, IoOperation.READ),
        blockSizes,
        sizes,
        rounds,
        OptionalLong.empty(),
        reference == null ? null : EngineArm.of(reference),
        0.03,
        1,
        false,
        Conditions.DEFAULT,
        Interleave.PASSES,
        List.of(),
        List.of(),
        Map.of(),
        GuestRequest.NONE);
  }

  /** Engines and programs of others over iozone and dd. */
  static RunRequest of(List<EngineType> engines, List<PeerType> peers) {
    RunRequest plain =
        of(
            Profile.SMOKE,
            engines,
            List.of(Workload.IOZONE, Workload.DD),
            List.of(),
            RunRequest.PassSizes.OF_PROFILE,
            0,
            null);
    return copy(
        plain,
        plain.engines(),
        plain.workloads(),
        plain.conditions(),
        peers.stream().map(PeerArm::of).toList(),
        plain.guests());
  }

  /** The same request with other workloads and conditions. */
  static RunRequest with(RunRequest plain, List<Workload> workloads, Conditions conditions) {
    return copy(plain, plain.engines(), workloads, conditions, plain.peers(), plain.guests());
  }

  /** Arms by the names that the command line takes, over iozone and dd. */
  static RunRequest ofArms(String... names) {
    RunRequest plain = of(THREE, List.of());
    return copy(
        plain,
        Stream.of(names).flatMap(name -> EngineArm.find(name).stream()).toList(),
        plain.workloads(),
        plain.conditions(),
        Stream.of(names).flatMap(name -> PeerArm.find(name).stream()).toList(),
        plain.guests());
  }

  /** The same request with guests beside its engines. */
  static RunRequest withGuests(RunRequest plain, GuestRequest guests) {
    return copy(
        plain, plain.engines(), plain.workloads(), plain.conditions(), plain.peers(), guests);
  }

  private static RunRequest copy(
      RunRequest plain,
      List<EngineArm> engines,
      List<Workload> workloads,
      Conditions conditions,
      List<PeerArm> peers,
      GuestRequest guests) {
    return new RunRequest(
        plain.profile(),
        engines,
        workloads,
        plain.operations(),
        plain.blockSizesBytes(),
        plain.sizes(),
        plain.rounds(),
        plain.splitBytes(),
        plain.reference(),
        plain.marginRatio(),
        plain.seed(),
        plain.verify(),
        conditions,
        plain.interleave(),
        peers,
        plain.jvmArgs(),
        plain.qemuFolders(),
        guests);
  }
}
