package io.aiorevisited.harness.plan;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * The order in which the trials of a plan run: every cell once a round, the reference engine's once
 * more as the control arm, in a random order that each round has to itself. The same plan gives the
 * same order, on every JDK.
 */
public final class TrialOrder {

  private TrialOrder() {}

  /** The trials of all rounds, one list a round. */
  public static List<List<PlannedTrial>> of(Plan plan) {
    // Seeds that differ by one give java.util.Random similar first draws: a splittable one parts
    // the rounds.
    SplittableRandom roundSeeds = new SplittableRandom(plan.seed());
    List<List<PlannedTrial>> rounds = new ArrayList<>();
    int trial = 1;
    for (int round = 1; round <= plan.rounds(); round++) {
      List<Arm> arms = arms(plan);
      Collections.shuffle(arms, new Random(roundSeeds.nextLong()));
      List<PlannedTrial> trials = new ArrayList<>();
      for (Arm arm : arms) {
        trials.add(new PlannedTrial(trial++, round, arm.cell(), arm.control()));
      }
      rounds.add(List.copyOf(trials));
    }
    return List.copyOf(rounds);
  }

  private static List<Arm> arms(Plan plan) {
    List<Arm> arms = new ArrayList<>();
    for (Cell cell : plan.cells()) {
      arms.add(new Arm(cell, false));
      if (cell.engine().equals(plan.referenceEngine())) {
        arms.add(new Arm(cell, true));
      }
    }
    return arms;
  }

  private record Arm(Cell cell, boolean control) {}
}
