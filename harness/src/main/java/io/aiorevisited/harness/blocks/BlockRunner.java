package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.ArmName;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.harness.forks.ForkRoom;
import io.aiorevisited.harness.forks.TrialLimit;
import io.aiorevisited.harness.forks.TrialOptions;
import io.aiorevisited.harness.guest.GuestType;
import io.aiorevisited.harness.guest.GuestWishes;
import io.aiorevisited.harness.peers.ArmPrograms;
import io.aiorevisited.harness.peers.PeerType;
import io.aiorevisited.harness.places.ResultsFolder;
import io.aiorevisited.harness.plan.PlannedBlock;
import io.aiorevisited.harness.plan.PlannedTrial;
import io.aiorevisited.harness.profilers.CpuLedgerProfiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/**
 * Runs blocks: starts the processes of all arms together, lets them take turns, and gathers their
 * records. A failure becomes a record with its reason, never an exception, and ends its own arm
 * only.
 *
 * <p>In a turn an arm moves one pass, and before a measured one a lead-in that isn't timed, since
 * caches and processors are cold when others had their turn. The order is drawn anew each time from
 * the plan's seed.
 */
public final class BlockRunner implements AutoCloseable {

  /** Part of a pass that is moved before each measured one, where arms take turns. */
  public static final double LEAD_IN_SHARE = 0.25;

  /** Turns to warm up that a program of others makes use of; it rests in those after them. */
  public static final int MOST_PROGRAM_WARMUPS = 2;

  /** A block in which something stood still is measured so many times at most. */
  public static final int MOST_ATTEMPTS = 3;

  private final Plan plan;
  private final Path runFolder;
  private final TrialOptions options;
  private final Function<Cell, Duration> limits;
  private final InstalledPrograms programs;
  private final RoundGuests guests;

  /**
   * @param runFolder where the output of a failed trial is kept, under {@code logs}
   * @param guests what the person asked for of virtual machines
   */
  public BlockRunner(Plan plan, Path runFolder, GuestWishes guests) {
    this(
        plan,
        runFolder,
        TrialOptions.THIS_JAVA,
        cell -> TrialLimit.of(plan, cell),
        InstalledPrograms.ofThisHost(),
        guests);
  }

  /**
   * @param java what starts a trial's JVM
   * @param limits time of its own after which a trial of a cell counts as hung
   */
  BlockRunner(Plan plan, Path runFolder, Path java, Function<Cell, Duration> limits) {
    this(plan, runFolder, java, limits, InstalledPrograms.ofThisHost(), GuestWishes.NONE);
  }

  /**
   * @param programs where those of others are looked for
   * @param guests what the person asked for of virtual machines
   */
  BlockRunner(
      Plan plan,
      Path runFolder,
      Path java,
      Function<Cell, Duration> limits,
      InstalledPrograms programs,
      GuestWishes guests) {
    this.plan = plan;
    this.runFolder = runFolder;
    this.options = new TrialOptions(plan, java, ForkRoom.of(runFolder)::args);
    this.limits = limits;
    this.programs = programs;
    this.guests =
        new RoundGuests(
            guests,
            programs,
            runFolder,
            ResultsFolder.cacheOf(runFolder, ForkRoom.of(runFolder).folder()),
            plan.cells().stream().noneMatch(cell -> cell.operation().equals("write")));
  }

  /**
   * Measures a block once.
   *
   * @param attempt which measurement of the block it is, from 1 to {@link #MOST_ATTEMPTS}
   * @return a record an arm, in their order; all are REPEATED if the block is to be measured again
   * @throws IOException if logs or results can't be handled, as on a full disk, or there is no
   *     loopback interface
   */
  public List<TrialRecord> run(PlannedBlock block, int attempt) throws IOException {
    Instant startedAt = Instant.now();
    long startNanos = System.nanoTime();
    List<TrialOutcome> outcomes = new ArrayList<>();
    List<Long> wallNanos = new ArrayList<>();
    guests.enter(block.round());
    try (TurnDesk desk = TurnDesk.open(block.arms().size())) {
      List<ArmRun> arms = arms(block, desk);
      arms.forEach(ArmRun::start);
      new Turns(desk, arms, plan, orders(block, attempt)).run();
      for (ArmRun arm : arms) {
        outcomes.add(arm.outcome(plan, runFolder));
        wallNanos.add(System.nanoTime() - startNanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted in " + block.name(), e);
    }
    List<TrialOutcome> judged = judged(block, attempt, outcomes);
    List<TrialRecord> records = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      PlannedTrial trial = block.arms().get(i);
      TrialOutcome outcome = judged.get(i);
      records.add(
          new TrialRecord(
              TrialRecord.SCHEMA_VERSION,
              trial.trial(),
              trial.round(),
              attempt,
              outcome.status(),
              outcome.reason(),
              trial.control(),
              trial.cell(),
              startedAt.toString(),
              wallNanos.get(i),
              outcome.result()));
    }
    return List.copyOf(records);
  }

  /**
   * Ends the guests of the round under way, if there are any.
   *
   * @throws IOException if something of them can't be removed
   */
  @Override
  public void close() throws IOException {
    guests.close();
  }

  /** Removes what a block that doesn't count left of its output, which is kept if it failed. */
  public void removeLogs(PlannedBlock block) throws IOException {
    for (PlannedTrial trial : block.arms()) {
      Files.deleteIfExists(TrialFiles.log(runFolder, trial));
    }
  }

  /** All of a block alike: it is measured again, or those arms that stood still are INVALID. */
  private static List<TrialOutcome> judged(
      PlannedBlock block, int attempt, List<TrialOutcome> outcomes) {
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).stoppedNanos() > 0 && attempt < MOST_ATTEMPTS) {
        String why =
            "the block is measured again, "
                + block.arms().get(i).name()
                + ": "
                + outcomes.get(i).standstillReason();
        return outcomes.stream().map(outcome -> outcome.repeated(why)).toList();
      }
    }
    return outcomes.stream().map(TrialOutcome::standstill).toList();
  }

  /** Where the orders of the turns come from: the same for the same plan, block and attempt. */
  private Random orders(PlannedBlock block, int attempt) {
    SplittableRandom seeds =
        new SplittableRandom(plan.seed() ^ ((long) block.block() * MOST_ATTEMPTS + attempt) << 20);
    return new Random(seeds.nextLong());
  }

  /** The arms of a block, not yet started. */
  private List<ArmRun> arms(PlannedBlock block, TurnDesk desk) throws IOException {
    List<ArmRun> arms = new ArrayList<>();
    for (int i = 0; i < block.arms().size(); i++) {
      PlannedTrial trial = block.arms().get(i);
      String engine = trial.cell().engine();
      if (GuestType.find(engine).isPresent()) {
        arms.add(guest(trial, desk, i));
      } else if (PeerType.ofArm(engine).isPresent()) {
        arms.add(program(trial, desk, i));
      } else {
        arms.add(fork(trial, desk, i));
      }
    }
    return arms;
  }

  private ArmRun guest(PlannedTrial trial, TurnDesk desk, int number) {
    return new GuestArm(
        trial,
        desk,
        number,
        plan,
        options.targetPath(trial.cell()),
        runFolder,
        guests,
        limits.apply(trial.cell()));
  }

  private ArmRun program(PlannedTrial trial, TurnDesk desk, int number) {
    return new ProgramArm(
        trial,
        desk,
        number,
        plan,
        options.targetPath(trial.cell()),
        runFolder,
        ArmPrograms.of(plan, trial.cell().engine(), programs),
        limits.apply(trial.cell()));
  }

  private ArmRun fork(PlannedTrial trial, TurnDesk desk, int number) throws IOException {
    Path handover = TrialFiles.handover(runFolder, "result-" + number);
    boolean takesTurns = plan.interleave().equals(Plan.PASSES);
    return new ForkArm(
        trial,
        desk,
        number,
        options(trial.cell(), handover, desk.placeFor(number), takesTurns),
        handover,
        TrialFiles.log(runFolder, trial),
        limits.apply(trial.cell()));
  }

  private ChainedOptionsBuilder options(
      Cell cell, Path handover, String turns, boolean takesTurns) {
    return options
        .of(cell)
        .warmupIterations(plan.warmupPasses())
        .warmupBatchSize(plan.warmupBatchOf(cell))
        .measurementIterations(plan.measuredPasses())
        .addProfiler(CpuLedgerProfiler.class, CpuLedgerProfiler.initLine(options.targetPath(cell)))
        .param("verify", Boolean.toString(plan.verify() && movesData(cell)))
        .param("result", handover.toString())
        .param("turns", turns)
        .param("leadIn", takesTurns ? Double.toString(LEAD_IN_SHARE) : "0");
  }

  private static boolean movesData(Cell cell) {
    return EngineType.fromLabel(ArmName.baseOf(cell.engine())).traits().movesData();
  }
}
