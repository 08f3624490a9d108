package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.BuffersRecord;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Receipts;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.analysis.record.programs.ProgramRecord;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.harness.blocks.ProgramRun.Ended;
import io.aiorevisited.harness.host.HugePagePool;
import io.aiorevisited.harness.peers.PeerProgram;
import io.aiorevisited.harness.peers.ProgramFigures;
import io.aiorevisited.harness.peers.ProgramPass;
import io.aiorevisited.workloads.gates.PassShape;
import io.aiorevisited.workloads.gates.ProgramGates;
import io.aiorevisited.workloads.targets.TargetState;
import io.aiorevisited.workloads.targets.device.DeviceFill;
import io.aiorevisited.workloads.targets.file.ExistingFile;
import io.aiorevisited.workloads.targets.place.BlockDevice;
import io.aiorevisited.workloads.targets.place.MemInfo;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import io.aiorevisited.workloads.targets.place.TargetPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/*
 * Time. fio and qemu-img tell theirs in milliseconds, so a pass of theirs goes over the target as
 * often as it takes to last LEAST_NANOS: half a millisecond is then 0.1 % of it, and the first
 * blocks, which find everything cold, have little weight. How often that is, the warm-up passes
 * tell: the first goes over it once, and the fastest sets the number. If the first measured pass
 * still is too short by far, it is one more to warm up, and the next one is measured. dd tells
 * microseconds but can't start over: it has a run over a quarter of the bytes before each pass that
 * isn't counted, as our engines have.
 * Figures are compared by bytes per second.
 */
/**
 * One program over one cell: finds out how long its passes have to be, runs them, watches the
 * target, and proves the data where that is asked for. Used by one thread.
 */
final class ProgramTrial implements ThreadArm.Passes {

  /** Time that a pass is to last at least where the program's clock is coarse. */
  static final long LEAST_NANOS = Duration.ofMillis(400).toNanos();

  /** A clock finer than this needs no longer passes. */
  private static final long FINE_STEP_NANOS = 10_000;

  private static final int MOST_SWEEPS = 10_000;
  private static final int RUNS_OF_ONE_BLOCK = 3;

  private final PeerProgram program;
  private final ProgramCalls calls;
  private final Plan plan;
  private final Cell cell;
  private final Path target;
  private final String version;
  private final boolean hugePages;
  private final IoFile file;
  private final ProgramGates gates;
  private final ProgramLedger ledger;
  private final ProgramSight sight;

  private final List<PassRecord> warmups = new ArrayList<>();
  private final List<PassRecord> passes = new ArrayList<>();
  private Optional<String> depth = Optional.empty();
  private TrialResult result;
  private int sweeps;
  private long startMicros = -1;

  private ProgramTrial(
      PeerProgram program,
      Path executable,
      ProgramRun run,
      Plan plan,
      Cell cell,
      Path target,
      String version,
      IoFile file) {
    this.program = program;
    this.plan = plan;
    this.cell = cell;
    this.target = target;
    this.version = version;
    this.file = file;
    SystemTrees trees = SystemTrees.host();
    this.ledger =
        new ProgramLedger(TargetPlace.of(target, trees).device().map(BlockDevice::folder));
    this.sight = new ProgramSight(trees.proc(), target);
    this.calls = new ProgramCalls(program, executable, run, sight);
    this.hugePages =
        cell.buffers().equals(BufferPages.HUGE.label())
            && program.canHaveHugePages()
            && HugePagePool.of(MemInfo.of(trees)).holds(program.bufferBytes(pass(1)));
    this.gates =
        new ProgramGates(
            new PassShape(
                writes() ? IoOperation.WRITE : IoOperation.READ,
                cell.sizeBytes(),
                pass(cell.sizeBytes()).requests(),
                cell.depth()),
            TargetState.fromLabel(cell.targetState()),
            file,
            trees);
  }

  /**
   * Asks the program for its version, and opens the target to watch it.
   *
   * @param target that the program reads or writes
   * @throws IOException if the target may not be written to, or the program is not what it should
   *     be
   */
  static ProgramTrial open(
      PeerProgram program, Path executable, ProgramRun run, Plan plan, Cell cell, Path target)
      throws IOException, InterruptedException {
    Path real = target.toRealPath();
    if (cell.operation().equals("write")) {
      requireWritable(cell, real);
    }
    ProgramSight nothing = new ProgramSight(SystemTrees.host().proc(), real);
    Ended asked = run.run(executable, program.versionArgs(), nothing);
    String version = program.version(asked.printed());
    IoFile file =
        IoFile.open(
            real,
            CacheMode.valueOf(cell.cacheMode().toUpperCase(Locale.ROOT)),
            FileAccess.READ_ONLY);
    try {
      return new ProgramTrial(program, executable, run, plan, cell, real, version, file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Refuses a target that nobody allowed writes to. */
  static void requireWritable(Cell cell, Path target) throws IOException {
    if (cell.targetState().equals(TargetState.DEVICE.label())) {
      DeviceFill.requireAdmitted(target);
    } else {
      ExistingFile.at(target).requireWritable();
    }
  }

  private boolean writes() {
    return cell.operation().equals("write");
  }

  private ProgramPass pass(long bytes) {
    return new ProgramPass(
        target,
        cell.targetState().equals(TargetState.DEVICE.label()),
        cell,
        bytes,
        hugePages,
        OptionalInt.empty());
  }

  /**
   * Carries out one pass.
   *
   * @param measured false for a warm-up; the last measured one goes on until all is judged
   * @throws IOException if it did not do what it was told to, or the data is wrong
   */
  @Override
  public void pass(boolean measured) throws IOException, InterruptedException {
    if (!measured && warmups.size() == BlockRunner.MOST_PROGRAM_WARMUPS) {
      return; // what more a JVM needs is for its compiler
    }
    if (startMicros < 0) {
      startMicros = startMicros(calls.figures(pass(cell.sizeBytes())));
    }
    if (!program.canSweepAgain() && measured) {
      long blocks =
          Math.round(cell.sizeBytes() / cell.blockSizeBytes() * BlockRunner.LEAD_IN_SHARE);
      calls.figures(pass(Math.max(1, blocks) * cell.blockSizeBytes()));
    }
    if (measured) {
      gates.beforePass();
    }
    PassRecord done = record(pass(sweeps * cell.sizeBytes()), !measured);
    if (measured && passes.isEmpty() && isTooShort(done)) {
      warmups.add(done);
      lengthen(done.durationNanos(), done.bytes());
      gates.beforePass();
      done = record(pass(sweeps * cell.sizeBytes()), false);
    }
    if (measured) {
      gates.afterPass(done.durationNanos(), sweeps);
    }
    (measured ? passes : warmups).add(done);
    if (passes.size() == plan.measuredPasses()) {
      result = judge(); // before other arms use the target
    }
  }

  /** Notes how often passes after this one go over the target. */
  private void lengthen(long durationNanos, long bytes) {
    long sweepNanos = Math.max(1, durationNanos * cell.sizeBytes() / bytes);
    sweeps = isCoarse() ? sweeps(sweeps, sweepNanos) : 1;
  }

  /** Whether the machine had far more to do while the program warmed up than in this pass. */
  private boolean isTooShort(PassRecord pass) {
    return isCoarse() && pass.durationNanos() < LEAST_NANOS / 2;
  }

  private boolean isCoarse() {
    return program.canSweepAgain() && program.clockStepNanos() > FINE_STEP_NANOS;
  }

  /** By the fastest seen: a pass may meet a machine that has less to do than a warm-up did. */
  static int sweeps(int before, long sweepNanos) {
    return (int) Math.max(before, Math.min(MOST_SWEEPS, 1 + LEAST_NANOS / sweepNanos));
  }

  /** What the start and the end of the program cost; 0 where its own figure does not have them. */
  private long startMicros(ProgramFigures first) throws IOException, InterruptedException {
    lengthen(first.durationNanos(), first.bytes());
    if (first.cpu().isPresent()) {
      return 0;
    }
    long[] micros = new long[RUNS_OF_ONE_BLOCK];
    for (int i = 0; i < micros.length; i++) {
      ledger.start();
      calls.end(pass(cell.blockSizeBytes()));
      micros[i] = ledger.stop().total().map(CpuTime::totalMicros).orElse(0L);
    }
    Arrays.sort(micros);
    return micros[micros.length / 2];
  }

  private PassRecord record(ProgramPass pass, boolean lengthens)
      throws IOException, InterruptedException {
    ledger.start();
    ProgramFigures figures = calls.figures(pass);
    ProgramLedger.Spent spent = ledger.stop();
    depth = figures.depth();
    if (lengthens) {
      lengthen(figures.durationNanos(), figures.bytes());
    }
    return new PassRecord(
        figures.durationNanos(),
        figures.bytes(),
        figures.requests(),
        0,
        0,
        ProgramLedger.record(figures, spent, startMicros),
        null);
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
    BuffersRecord buffers = buffers();
    List<GateRecord> judged =
        new ArrayList<>(
            gates.judge(
                new ProgramGates.Seen(
                    sight.flags(),
                    depth,
                    sight.mechanism(program.mechanism()),
                    buffers,
                    program.clockStepNanos() / 2)));
    List<String> measuredBy = calls.lastCommand();
    if (plan.verify()) {
      judged.add(WrittenBytes.verify(program, calls, pass(cell.sizeBytes())));
    }
    return new TrialResult(
        warmups,
        passes,
        receipts(warmups),
        receipts(passes),
        judged,
        null,
        null,
        buffers,
        null,
        new ProgramRecord(
            version,
            measuredBy,
            sweeps,
            program.timedBy(),
            program.cpuOf(),
            startMicros,
            program.data(pass(cell.sizeBytes()))),
        null,
        null);
  }

  private BuffersRecord buffers() {
    long bytes = program.bufferBytes(pass(cell.sizeBytes()));
    return new BuffersRecord(cell.buffers(), bytes, Math.min(bytes, sight.hugeBytes()));
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
