package io.aiorevisited.harness.peers;

import io.aiorevisited.analysis.record.ArmName;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.workloads.Workload;
import io.aiorevisited.workloads.targets.TargetState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The programs of others that can be measured beside our engines, each with what it can do and with
 * the engines that do the same. The one table of it; {@code docs/options.md} repeats it, and a test
 * holds that page to this.
 */
public enum PeerType {
  /** fio's psync: pread and pwrite on one thread. */
  FIO_PSYNC("fio-psync", Fio.psync(), PeerTraits.ofFio(), EngineType.PSYNC),
  /** fio's libaio, one request a submission. */
  FIO_LIBAIO(
      "fio-libaio",
      Fio.libaio(),
      PeerTraits.ofFio().onlyDirect(),
      EngineType.AIO,
      EngineType.AIO_RING),
  /** fio's io_uring, nothing registered. */
  FIO_IO_URING("fio-io_uring", Fio.ioUring(), PeerTraits.ofFio(), EngineType.URING),
  /** GNU dd. */
  DD("dd", new Dd(), PeerTraits.ofDd(), EngineType.PSYNC),
  /** QEMU's block layer over its thread pool. */
  QEMU_IMG_THREADS(
      "qemu-img-threads", QemuImg.threads(), PeerTraits.ofQemuImg(), EngineType.THREADS),
  /** QEMU's block layer over native AIO. */
  QEMU_IMG_NATIVE(
      "qemu-img-native",
      QemuImg.nativeAio(),
      PeerTraits.ofQemuImg().onlyDirect(),
      EngineType.AIO,
      EngineType.AIO_RING),
  /** QEMU's block layer over io_uring. */
  QEMU_IMG_IO_URING(
      "qemu-img-io_uring", QemuImg.ioUring(), PeerTraits.ofQemuImg(), EngineType.URING);

  private final String label;
  private final PeerProgram program;
  private final PeerTraits traits;
  private final List<EngineType> counterparts;

  PeerType(String label, PeerProgram program, PeerTraits traits, EngineType... counterparts) {
    this.label = label;
    this.program = program;
    this.traits = traits;
    this.counterparts = List.of(counterparts);
  }

  /** How it is run. */
  public PeerProgram program() {
    return program;
  }

  /** What it can do. */
  public PeerTraits traits() {
    return traits;
  }

  /** The engines of ours that do the same. */
  public List<EngineType> counterparts() {
    return counterparts;
  }

  /** Why it can't measure a cell, whatever its engine; empty if it can. */
  public Optional<String> whyNot(Cell cell) {
    return traits.whyNot(cell).map(reason -> label() + " " + reason);
  }

  /** The peer of a {@link #label()}; empty if there is none. */
  public static Optional<PeerType> find(String label) {
    return Arrays.stream(values()).filter(type -> type.label().equals(label)).findFirst();
  }

  /** The peer that an arm of a plan is, of whatever build; empty if it is an engine of ours. */
  public static Optional<PeerType> ofArm(String arm) {
    return find(ArmName.baseOf(arm));
  }

  /** The name as typed on the command line and kept in records, for example {@code fio-libaio}. */
  public String label() {
    return label;
  }

  /**
   * What a program can do.
   *
   * @param workloads whose order of blocks it knows
   * @param splits whether it can send a block as several requests that go together
   * @param mostBlocks most blocks that it can have in flight
   * @param caches in which it opens the target as an engine of ours does
   */
  public record PeerTraits(
      Set<Workload> workloads, boolean splits, int mostBlocks, Set<CacheMode> caches) {

    /** States of the target that passes of programs leave as they were. */
    private static final Set<TargetState> STATES =
        Set.of(TargetState.WRITTEN, TargetState.DEVICE, TargetState.EXISTING);

    static PeerTraits ofFio() {
      return new PeerTraits(
          Set.of(Workload.IOZONE, Workload.DD, Workload.RANDOM),
          true,
          Integer.MAX_VALUE,
          Set.of(CacheMode.values()));
    }

    static PeerTraits ofDd() {
      return new PeerTraits(
          Set.of(Workload.IOZONE, Workload.DD), false, 1, Set.of(CacheMode.values()));
    }

    static PeerTraits ofQemuImg() {
      return new PeerTraits(
          Set.of(Workload.IOZONE, Workload.DD),
          false,
          Integer.MAX_VALUE,
          Set.of(CacheMode.NONE, CacheMode.WRITEBACK));
    }

    /** The same, and only past the page cache, since submitting blocks otherwise. */
    PeerTraits onlyDirect() {
      return new PeerTraits(workloads, splits, mostBlocks, Set.of(CacheMode.NONE));
    }

    private Optional<String> whyNot(Cell cell) {
      if (workloads.stream().noneMatch(w -> w.label().equals(cell.workload()))) {
        return Optional.of("has no " + cell.workload() + " order of blocks");
      }
      if (caches.stream().noneMatch(c -> c.label().equals(cell.cacheMode()))) {
        return Optional.of("does not do cache mode " + cell.cacheMode());
      }
      if (STATES.stream().noneMatch(s -> s.label().equals(cell.targetState()))) {
        return Optional.of("does not do targets that are " + cell.targetState());
      }
      if (!cell.placement().equals(Cell.PLACEMENT_FREE)) {
        return Optional.of("is not pinned to processors");
      }
      if (cell.blocksInFlight() > mostBlocks) {
        return Optional.of("has one block in flight");
      }
      if (cell.requestsPerBlock() > 1) {
        return whyNotSplit(cell);
      }
      return Optional.empty();
    }

    private Optional<String> whyNotSplit(Cell cell) {
      if (!splits) {
        return Optional.of("sends blocks whole, as --split none does");
      }
      if (cell.blocksInFlight() > 1) {
        return Optional.of("has one split block in flight");
      }
      return cell.blockSizeBytes() % cell.splitBytes() == 0
          ? Optional.empty()
          : Optional.of("can't split a block into requests of different sizes");
    }
  }
}
