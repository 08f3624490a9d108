package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Runs whose truth is known, as trials: eight cells of two engines, the reference and its control
 * arm, in blocks of random order on a machine of its own kind of noise. They are judged by the very
 * code that judges a run folder.
 */
final class SimulatedRun {

  static final List<String> ENGINES = List.of("aio", "uring");
  static final String REFERENCE = "threads";

  private static final int CELLS = 8;
  private static final long BYTES = 64 << 20;

  /** What the logarithm of a trial's throughput varies by, the standard deviation given. */
  enum Noise {
    NORMAL {
      @Override
      double of(Random random, String engine) {
        return random.nextGaussian();
      }
    },
    /** Student's t with 3 degrees of freedom, of variance 1: now and then far out. */
    HEAVY_TAILS {
      @Override
      double of(Random random, String engine) {
        double chi = 0;
        for (int i = 0; i < 3; i++) {
          double z = random.nextGaussian();
          chi += z * z;
        }
        return random.nextGaussian() / Math.sqrt(chi);
      }
    },
    /** A fork is in one of two modes, as the scheduler picks them. */
    BIMODAL {
      @Override
      double of(Random random, String engine) {
        return (random.nextBoolean() ? 0.8 : -0.8) + 0.6 * random.nextGaussian();
      }
    },
    /** Now and then a fork is in a slower mode: 3 of 10 cost a quarter at 15 % noise. */
    SKEWED {
      @Override
      double of(Random random, String engine) {
        return (random.nextInt(10) < 3 ? -1.4 : 0.6) + 0.4 * random.nextGaussian();
      }
    },
    /** One engine is three times as noisy as the others. */
    UNEQUAL {
      @Override
      double of(Random random, String engine) {
        return (engine.equals("uring") ? 3 : 1) * random.nextGaussian();
      }
    },
    /** The machine wanders and slows down; all arms alike. */
    DRIFTING {
      @Override
      double of(Random random, String engine) {
        return random.nextGaussian();
      }
    };

    abstract double of(Random random, String engine);
  }

  private final Random random;
  private final int rounds;
  private final Noise noise;
  private final double sigma;
  private double effect;
  private double lostShare;
  private String broken = "";

  SimulatedRun(long seed, int rounds, Noise noise, double sigma) {
    this.random = new Random(seed);
    this.rounds = rounds;
    this.noise = noise;
    this.sigma = sigma;
  }

  /** Makes both engines faster than the reference by a share, in all cells. */
  SimulatedRun effect(double share) {
    effect = Math.log1p(share);
    return this;
  }

  /** Loses this share of all trials, INVALID or FAILED. */
  SimulatedRun losing(double share) {
    lostShare = share;
    return this;
  }

  /** Lets an engine fail in every trial of the first cell. */
  SimulatedRun failing(String engine) {
    broken = engine;
    return this;
  }

  /** What was planned; the same for all runs of so many rounds. */
  Plan plan() {
    List<Cell> cells = new ArrayList<>();
    List<Plan.PlannedComparison> family = new ArrayList<>();
    for (int i = 0; i < CELLS; i++) {
      Cell condition =
          TestRecords.cell(
              "",
              i < CELLS / 2 ? "iozone" : "random",
              i % 2 == 0 ? "write" : "read",
              (16L << (i / 2)) * 1024,
              1,
              0,
              "written",
              "none",
              BYTES);
      cells.add(condition.withEngine(REFERENCE));
      for (String engine : ENGINES) {
        cells.add(condition.withEngine(engine));
        family.add(new Plan.PlannedComparison(condition, engine, REFERENCE));
      }
    }
    return TestRecords.withQuestions(
        TestRecords.plan(
            "simulated",
            20090331,
            rounds,
            1,
            1,
            REFERENCE,
            0.03,
            0.95,
            false,
            "/data/scratch.bin",
            cells,
            family));
  }

  /** Judges one run more by throughput. */
  FamilyVerdicts judge(Plan plan) {
    return new FamilyVerdicts(plan, plan.primary(), trials(plan), Metric.THROUGHPUT);
  }

  /** Measures one run more. */
  List<TrialRecord> trials(Plan plan) {
    List<Cell> conditions =
        plan.cells().stream()
            .filter(cell -> cell.engine().equals(REFERENCE))
            .map(Cell::condition)
            .toList();
    List<TrialRecord> trials = new ArrayList<>();
    double machine = 0;
    double trend = 0.3 * random.nextGaussian() / (rounds * CELLS * 4);
    for (int round = 1; round <= rounds; round++) {
      for (Cell condition : conditions) {
        List<String> arms = new ArrayList<>(List.of(REFERENCE, "control", "aio", "uring"));
        Collections.shuffle(arms, random);
        for (String arm : arms) {
          if (noise == Noise.DRIFTING) {
            machine += trend + 0.02 * random.nextGaussian();
          }
          boolean control = arm.equals("control");
          Cell cell = condition.withEngine(control ? REFERENCE : arm);
          double log =
              machine
                  + (ENGINES.contains(arm) ? effect : 0)
                  + sigma * noise.of(random, cell.engine());
          boolean lost =
              random.nextDouble() < lostShare
                  || (arm.equals(broken) && condition.equals(conditions.get(0)));
          trials.add(trial(trials.size() + 1, round, control, cell, log, lost));
        }
      }
    }
    return trials;
  }

  private static TrialRecord trial(
      int number, int round, boolean control, Cell cell, double log, boolean lost) {
    PassRecord pass = TestRecords.pass(Math.round(1e9 * Math.exp(-log)), BYTES, 1, 0);
    return TestRecords.trial(
        TrialRecord.SCHEMA_VERSION,
        number,
        round,
        !lost ? TrialStatus.OK : number % 2 == 0 ? TrialStatus.INVALID : TrialStatus.FAILED,
        lost ? "planted" : null,
        control,
        cell,
        "",
        0,
        null,
        List.of(pass),
        null,
        null);
  }
}
