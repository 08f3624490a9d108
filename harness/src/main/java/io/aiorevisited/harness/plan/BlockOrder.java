package io.aiorevisited.harness.plan;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * The order in which the blocks of a plan run: every cell once a round, the reference engine's once
 * more as the control arm, in a random order that each round has to itself. The same plan gives the
 * same order, on every JDK.
 */
public final class BlockOrder {

  private BlockOrder() {}

  /** The blocks of all rounds. */
  public static List<PlannedBlock> of(Plan plan) {
    // Seeds that differ by one give java.util.Random similar first draws: a splittable one keeps
    // the rounds apart.
    SplittableRandom roundSeeds = new SplittableRandom(plan.seed());
    List<PlannedBlock> blocks = new ArrayList<>();
    int trial = 1;
    for (int round = 1; round <= plan.rounds(); round++) {
      Random random = new Random(roundSeeds.nextLong());
      List<Arm> shuffled = arms(plan);
      Collections.shuffle(shuffled, random);
      for (List<Arm> together : together(plan, shuffled)) {
        List<PlannedTrial> trials = new ArrayList<>();
        for (Arm arm : together) {
          trials.add(new PlannedTrial(trial++, round, arm.cell(), arm.control()));
        }
        blocks.add(new PlannedBlock(blocks.size() + 1, round, trials));
      }
    }
    return List.copyOf(blocks);
  }

  /** The trials of {@code blocks} one after the other, as the journal has them. */
  public static List<PlannedTrial> trials(List<PlannedBlock> blocks) {
    return blocks.stream().flatMap(block -> block.arms().stream()).toList();
  }

  /** Where passes are interleaved, a condition stands where the first of its arms was drawn. */
  private static Collection<List<Arm>> together(Plan plan, List<Arm> arms) {
    if (plan.interleave().equals(Plan.FORKS)) {
      return arms.stream().map(List::of).toList();
    }
    Map<Cell, List<Arm>> byCondition = new LinkedHashMap<>();
    for (Arm arm : arms) {
      byCondition.computeIfAbsent(arm.cell().condition(), any -> new ArrayList<>()).add(arm);
    }
    return byCondition.values();
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
