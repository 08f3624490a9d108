package io.aiorevisited.harness.guest;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.workloads.Workload;
import io.aiorevisited.workloads.targets.TargetState;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The virtual machines that can be measured beside engines: one for each of QEMU's ways to carry
 * out a guest's requests. What they can do is the same for all, and said here alone; {@code
 * docs/options.md} repeats it, and a test holds that page to this.
 */
public enum GuestType {
  /** QEMU's pool of threads; 2009's "qemu", and what the others are held against. */
  GUEST_THREADS("guest-threads", "threads"),
  /** Native Linux AIO; 2009's "qemu+aio". */
  GUEST_NATIVE("guest-native", "native"),
  /** io_uring, which 2009 did not have. */
  GUEST_IO_URING("guest-io_uring", "io_uring");

  /** The one that the others are held against. */
  public static final GuestType REFERENCE = GUEST_THREADS;

  private static final Set<Workload> WORKLOADS = Set.of(Workload.IOZONE, Workload.DD);

  /** States of the target that a guest's passes leave as they were. */
  private static final Set<TargetState> STATES =
      Set.of(TargetState.WRITTEN, TargetState.DEVICE, TargetState.EXISTING);

  private final String label;
  private final String aio;

  GuestType(String label, String aio) {
    this.label = label;
    this.aio = aio;
  }

  /**
   * The name as typed on the command line and kept in records, for example {@code guest-native}.
   */
  public String label() {
    return label;
  }

  /** QEMU's word for it. */
  public String aio() {
    return aio;
  }

  /** The guest of a {@link #label()}; empty if there is none. */
  public static Optional<GuestType> find(String label) {
    return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
  }

  /** Why it can't measure a cell, whatever its engine; empty if it can. */
  public Optional<String> whyNot(Cell cell) {
    return reason(cell).map(reason -> label + " " + reason);
  }

  private static Optional<String> reason(Cell cell) {
    if (WORKLOADS.stream().noneMatch(w -> w.label().equals(cell.workload()))) {
      return Optional.of("has no " + cell.workload() + " workload");
    }
    if (!cell.cacheMode().equals(CacheMode.NONE.label())) {
      return Optional.of("does not do cache mode " + cell.cacheMode());
    }
    if (STATES.stream().noneMatch(s -> s.label().equals(cell.targetState()))) {
      return Optional.of("does not do targets that are " + cell.targetState());
    }
    if (!cell.placement().equals(Cell.PLACEMENT_FREE)) {
      return Optional.of("is not pinned to processors");
    }
    if (cell.blocksInFlight() > 1) {
      return Optional.of("has one block in flight");
    }
    return cell.workload().equals(Workload.DD.label()) && cell.splitBytes() == 0
        ? Optional.of("splits the blocks of dd, as every guest's kernel does")
        : Optional.empty();
  }
}
