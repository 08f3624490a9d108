package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.harness.blocks.ArmRun.State;
import io.aiorevisited.harness.blocks.TurnDesk.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Lets the arms of one block take turns, until each has had all of its passes or has ended before.
 *
 * <p>An arm that hangs is killed at its own limit, counted over its start and its own turns; the
 * others go on.
 */
final class Turns {

  private final TurnDesk desk;
  private final List<ArmRun> arms;
  private final int warmupTurns;
  private final int measuredPasses;
  private final Random orders;

  /**
   * @param arms just started, in the order that {@code desk} numbers them in
   * @param orders draws the order of each turn
   */
  Turns(TurnDesk desk, List<ArmRun> arms, Plan plan, Random orders) {
    this.desk = desk;
    this.arms = arms;
    this.warmupTurns = plan.warmupPasses();
    this.measuredPasses = plan.measuredPasses();
    this.orders = orders;
  }

  /** Runs all turns; every process has ended when this returns. */
  void run() throws InterruptedException {
    waitWhileAny(State.STARTING);
    for (int turn = 1; turn <= warmupTurns + measuredPasses; turn++) {
      List<Integer> order = new ArrayList<>();
      for (int arm = 0; arm < arms.size(); arm++) {
        order.add(arm);
      }
      Collections.shuffle(order, orders);
      for (int arm : order) {
        if (arms.get(arm).state() == State.WAITING) {
          giveTurn(arms.get(arm), turn > warmupTurns);
        }
      }
    }
    for (ArmRun arm : arms) {
      if (arm.state() == State.WAITING) {
        arm.finish();
        arm.now(State.RUNNING);
      }
    }
    waitWhileAny(State.RUNNING);
  }

  private void giveTurn(ArmRun arm, boolean measured) throws InterruptedException {
    StandstillWatch watch = StandstillWatch.of(arm::pid);
    arm.now(State.RUNNING);
    arm.takeTurn(measured);
    long sinceNanos = System.nanoTime();
    while (arm.state() == State.RUNNING) {
      takeNext();
      watch.look();
      long nowNanos = System.nanoTime();
      arm.used(nowNanos - sinceNanos);
      sinceNanos = nowNanos;
    }
    if (measured) {
      arm.stoodStill(watch.stoppedNanos());
    }
  }

  private void waitWhileAny(State state) throws InterruptedException {
    long sinceNanos = System.nanoTime();
    while (arms.stream().anyMatch(arm -> arm.state() == state)) {
      takeNext();
      long nowNanos = System.nanoTime();
      for (ArmRun arm : arms) {
        if (arm.state() == state) {
          arm.used(nowNanos - sinceNanos);
        }
      }
      sinceNanos = nowNanos;
    }
  }

  private void takeNext() throws InterruptedException {
    Event event = desk.next(StandstillWatch.INTERVAL);
    if (event == null) {
      return;
    }
    ArmRun arm = arms.get(event.arm());
    if (arm.state() == State.ENDED) {
      return; // what it did before it ended arrived late
    }
    switch (event.kind()) {
      case READY -> arm.ready(event.pid());
      case DONE -> arm.now(State.WAITING);
      case ENDED -> arm.now(State.ENDED);
    }
  }
}
