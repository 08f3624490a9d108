package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Receipts;
import io.aiorevisited.analysis.record.RestingRecord;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.analysis.record.programs.GuestRecord;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.harness.forks.TrialLimit;
import io.aiorevisited.harness.guest.GuestException;
import io.aiorevisited.harness.guest.GuestFacts;
import io.aiorevisited.harness.guest.GuestJob;
import io.aiorevisited.harness.guest.GuestPass;
import io.aiorevisited.harness.guest.GuestType;
import io.aiorevisited.harness.peers.PeerProgram.Mechanism;
import io.aiorevisited.workloads.PassObserver;
import io.aiorevisited.workloads.Workload;
import io.aiorevisited.workloads.WorkloadSpec;
import io.aiorevisited.workloads.gates.PassShape;
import io.aiorevisited.workloads.gates.ProgramGates;
import io.aiorevisited.workloads.targets.TargetState;
import io.aiorevisited.workloads.targets.place.BlockDevice;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import io.aiorevisited.workloads.targets.place.TargetPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/*
 * A block of dd is one request of the reader's, and the guest's kernel splits it, as it did in 2009.
 * The record counts requests as the cell splits them, so that figures a request are of the same
 * length in all rows of a table.
 */
/**
 * One virtual machine over one cell: tells it the passes, watches the target and QEMU from outside,
 * and proves the data where that is asked for. Used by one thread.
 */
final class GuestTrial implements ThreadArm.Passes {

  /** Turns to warm up that a guest makes use of: its JVM goes on from cell to cell. */
  private static final int MOST_WARMUPS = 1;

  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;

  private final RoundGuests.Held guest;
  private final GuestType type;
  private final Plan plan;
  private final Cell cell;
  private final Path target;
  private final IoFile file;
  private final ProgramGates gates;
  private final ProgramSight sight;
  private final GuestLedger ledger;
  private final GuestProof proof;

  private final List<PassRecord> warmups = new ArrayList<>();
  private final List<PassRecord> passes = new ArrayList<>();
  private final List<GuestPass> told = new ArrayList<>();
  private TrialResult result;
  private long restingMicros;
  private long restingNanos;
  private long restsSinceNanos;
  private long spentMicros;

  private GuestTrial(
      RoundGuests.Held guest, GuestType type, Plan plan, Cell cell, Path target, IoFile file) {
    this.guest = guest;
    this.type = type;
    this.plan = plan;
    this.cell = cell;
    this.target = target;
    this.file = file;
    SystemTrees trees = SystemTrees.host();
    this.sight = new ProgramSight(trees.proc(), target);
    this.ledger =
        new GuestLedger(
            guest.machine().pid(), TargetPlace.of(target, trees).device().map(BlockDevice::folder));
    this.gates =
        new ProgramGates(
            new PassShape(operation(), cell.sizeBytes(), requests(), cell.depth()),
            TargetState.fromLabel(cell.targetState()),
            file,
            trees);
    this.proof = new GuestProof(target, file, spec());
  }

  /**
   * Opens the target to watch it.
   *
   * @param guest booted
   * @param target that is its disk
   * @throws IOException if it may not be written to
   */
  static GuestTrial open(RoundGuests.Held guest, GuestType type, Plan plan, Cell cell, Path target)
      throws IOException {
    Path real = target.toRealPath();
    if (cell.operation().equals("write")) {
      ProgramTrial.requireWritable(cell, real);
    }
    IoFile file = IoFile.open(real, CacheMode.NONE, FileAccess.READ_ONLY);
    try {
      return new GuestTrial(guest, type, plan, cell, real, file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private IoOperation operation() {
    return cell.operation().equals("write") ? IoOperation.WRITE : IoOperation.READ;
  }

  private long requests() {
    return cell.sizeBytes() / cell.blockSizeBytes() * cell.requestsPerBlock();
  }

  private WorkloadSpec spec() {
    return new WorkloadSpec(
        Arrays.stream(Workload.values())
            .filter(workload -> workload.label().equals(cell.workload()))
            .findFirst()
            .orElseThrow(),
        operation(),
        cell.blockSizeBytes(),
        0,
        cell.sizeBytes(),
        1);
  }

  /**
   * Has the guest carry out one pass.
   *
   * @param measured false for a warm-up; the last measured one goes on until all is judged
   * @throws IOException if it did not do what it was told to, or the data is wrong
   */
  @Override
  public void pass(boolean measured) throws IOException, InterruptedException {
    if (!measured && warmups.size() == MOST_WARMUPS) {
      return;
    }
    noteRest();
    GuestPass done = guest.machine().pass(job(measured, false), measured ? watching() : ledger);
    if (done.bytes() != cell.sizeBytes() || done.durationNanos() <= 0) {
      throw new GuestException(
          "the guest moved "
              + done.bytes()
              + " bytes instead of "
              + cell.sizeBytes()
              + " in "
              + done.durationNanos()
              + " ns");
    }
    sight.look(guest.machine().pid());
    if (measured) {
      gates.afterPass(done.durationNanos(), 1);
      told.add(done);
    }
    (measured ? passes : warmups).add(record(done));
    if (passes.size() == plan.measuredPasses()) {
      result = judge(); // before other arms use the target
    }
    restsSinceNanos = System.nanoTime();
    spentMicros = ledger.processMicros();
  }

  /** The ledger, and before it a look at the target: both after the lead-in. */
  private PassObserver watching() {
    return new PassObserver() {
      @Override
      public void beforePass() {
        try {
          gates.beforePass();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        ledger.beforePass();
      }

      @Override
      public Seen afterPass() {
        return ledger.afterPass();
      }
    };
  }

  /** What the guest spent since its turn before, once it has had a measured one. */
  private void noteRest() {
    if (!passes.isEmpty()) {
      restingNanos += System.nanoTime() - restsSinceNanos;
      restingMicros += ledger.processMicros() - spentMicros;
    }
  }

  private GuestJob job(boolean ledIn, boolean checksum) {
    boolean takesTurns = plan.interleave().equals(Plan.PASSES);
    return new GuestJob(
        GuestJob.Reader.OURS,
        spec(),
        proof.nextGeneration(),
        proof.seed(),
        ledIn && takesTurns ? BlockRunner.LEAD_IN_SHARE : 0,
        checksum,
        TrialLimit.of(cell, checksum ? 3 : 2));
  }

  private PassRecord record(GuestPass done) {
    return new PassRecord(
        done.durationNanos(), done.bytes(), requests(), 0, 0, done.seen().cpu(), null);
  }

  /** What came of it, once all measured passes are done. */
  @Override
  public TrialResult result() {
    if (result == null) {
      throw new IllegalStateException("there are passes to come");
    }
    return result;
  }

  /** Judges the passes, and proves the data if the plan asks for it. */
  private TrialResult judge() throws IOException, InterruptedException {
    List<GateRecord> judged =
        new ArrayList<>(gates.judgeGuest(sight.flags(), sight.mechanism(mechanism())));
    judged.add(GuestClock.check(told));
    if (plan.verify()) {
      judged.add(
          operation() == IoOperation.WRITE
              ? proof.ofWrites()
              : proof.ofReads(guest.machine().pass(job(false, true), ledger)));
    }
    return new TrialResult(
        warmups,
        passes,
        receipts(warmups),
        receipts(passes),
        judged,
        null,
        null,
        null,
        restingNanos == 0 ? null : new RestingRecord(restingNanos, restingMicros),
        null,
        null,
        guestRecord());
  }

  /** By which means of the kernel QEMU is to work. */
  private Mechanism mechanism() {
    return switch (type) {
      case GUEST_THREADS -> Mechanism.PLAIN_CALLS;
      case GUEST_NATIVE -> Mechanism.NATIVE_AIO;
      case GUEST_IO_URING -> Mechanism.IO_URING;
    };
  }

  private GuestRecord guestRecord() {
    GuestFacts facts = guest.machine().facts();
    return new GuestRecord(
        facts.qemuVersion(),
        facts.commandLine(),
        facts.accelerator().label(),
        facts.whyNotKvm(),
        facts.kernel(),
        facts.java(),
        Math.round(facts.bootNanos() / NANOS_PER_MILLI),
        guest.boot(),
        told.stream().map(GuestPass::hostNanos).toList(),
        Math.round(told.stream().mapToLong(GuestPass::cpuUserNanos).sum() / NANOS_PER_MICRO),
        Math.round(told.stream().mapToLong(GuestPass::cpuSystemNanos).sum() / NANOS_PER_MICRO));
  }

  private static Receipts receipts(List<PassRecord> passes) {
    return new Receipts(
        passes.stream().mapToLong(PassRecord::requests).sum(), Map.of(), 0, 0, Map.of(), 0, 0, 0);
  }

  @Override
  public void close() {
    try (file;
        ledger) {
      // Closed in the reverse order.
    }
  }
}
