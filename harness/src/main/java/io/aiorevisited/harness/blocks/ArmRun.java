package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.harness.plan.PlannedTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/*
 *   start     returns at once; then READY at the desk, or ENDED if it can't be
 *   takeTurn  returns at once; then DONE once one pass was done, or ENDED
 *   finish    returns at once; then ENDED
 *   kill      from any state; then ENDED
 *   outcome   after ENDED
 */
/**
 * One arm of a block under way: what can be started, told to do one pass, and finished. How it does
 * so is its own: a JMH fork is alive from the start to the end, a program is run once a turn. What
 * it has done it says at the {@link TurnDesk}.
 *
 * <p>All methods are called by the thread that gives the turns.
 */
abstract class ArmRun {

  /** How far an arm is. */
  enum State {
    STARTING,
    WAITING,
    RUNNING,
    ENDED
  }

  private final PlannedTrial trial;
  private final Duration limit;
  private final List<Long> stoppedNanos = new ArrayList<>();
  private State state = State.STARTING;
  private long usedNanos;

  /**
   * @param limit time of its own after which it counts as hung
   */
  ArmRun(PlannedTrial trial, Duration limit) {
    this.trial = trial;
    this.limit = limit;
  }

  /** Gets it going. */
  abstract void start();

  /** Has it do one pass. */
  abstract void takeTurn(boolean measured);

  /** Lets it end, since it has had its last turn. */
  abstract void finish();

  /** Ends it and its process now, if there is one; it has then failed for the reason given. */
  abstract void kill(String reason);

  /** The process that does its work, 0 while there is none. Takes no lock and waits for nothing. */
  abstract long pid();

  /** Says what it came to, once it has ended, and removes what it left. */
  abstract TrialOutcome outcome(Plan plan, Path runFolder) throws IOException, InterruptedException;

  final PlannedTrial trial() {
    return trial;
  }

  final State state() {
    return state;
  }

  final void now(State next) {
    state = next;
  }

  /** It waits for its first turn; {@code processId} is what it told of its process, or 0. */
  void ready(long processId) {
    now(State.WAITING);
  }

  /** Adds time that it had to itself, and kills it if that is more than its limit. */
  final void used(long nanos) {
    usedNanos += nanos;
    if (usedNanos > limit.toNanos()) {
      kill("hung: killed after " + limit.toSeconds() + " s, the limit for this cell");
    }
  }

  /** Notes for how long it stood still in its next measured pass. */
  final void stoodStill(long nanos) {
    stoppedNanos.add(nanos);
  }

  /** How long it stood still, one figure a measured pass. */
  final List<Long> stoppedNanos() {
    return List.copyOf(stoppedNanos);
  }
}
