package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.harness.plan.PlannedTrial;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An arm that is no JVM of ours: a thread has its passes done, one a turn. */
abstract class ThreadArm extends ArmRun {

  private enum Order {
    WARM_UP,
    MEASURE,
    FINISH,
    KILLED
  }

  /** What has passes done, and knows what they came to. */
  interface Passes extends Closeable {

    /** Has one pass done. */
    void pass(boolean measured) throws IOException, InterruptedException;

    /** What all of them came to, judged. */
    TrialResult result();
  }

  private final TurnDesk desk;
  private final int number;
  private final Path runFolder;
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile String killedFor;
  private TrialOutcome outcome;

  /**
   * @param desk that hears of what it does
   * @param number of the arm there
   * @param limit time of its own after which it counts as hung
   */
  ThreadArm(PlannedTrial trial, TurnDesk desk, int number, Path runFolder, Duration limit) {
    super(trial, limit);
    this.desk = desk;
    this.number = number;
    this.runFolder = runFolder;
    this.thread = new Thread(this::run, "arm-" + trial.trial());
    thread.setDaemon(true);
  }

  /** Carries the trial out, on the arm's thread; what goes wrong is in the outcome. */
  abstract TrialOutcome carryOut();

  /** Kills what does the work now, if there is anything yet. */
  abstract void killWorker(String reason);

  @Override
  final void start() {
    thread.start();
  }

  @Override
  final void takeTurn(boolean measured) {
    orders.add(measured ? Order.MEASURE : Order.WARM_UP);
  }

  @Override
  final void finish() {
    orders.add(Order.FINISH);
  }

  @Override
  final void kill(String reason) {
    killedFor = reason;
    killWorker(reason);
    orders.add(Order.KILLED);
  }

  @Override
  final TrialOutcome outcome(Plan planned, Path folder) throws InterruptedException {
    thread.join();
    return outcome.status() == TrialStatus.OK && outcome.result() != null
        ? TrialOutcome.of(planned, trial().cell(), outcome.result().withStopped(stoppedNanos()))
        : outcome;
  }

  private void run() {
    try {
      outcome = carryOut();
    } finally {
      desk.ended(number);
    }
  }

  /** Kills what does the work if that was asked for before there was anything to kill. */
  final void killIfAsked() {
    if (killedFor != null) {
      killWorker(killedFor);
    }
  }

  /**
   * Has a pass done in each turn until there are no more.
   *
   * @throws IOException if a pass fails, or the arm is killed
   */
  final TrialOutcome takeTurns(Passes passes) throws IOException, InterruptedException {
    desk.ready(number);
    Order order = orders.take();
    while (order == Order.WARM_UP || order == Order.MEASURE) {
      passes.pass(order == Order.MEASURE);
      desk.done(number);
      order = orders.take();
    }
    if (order == Order.KILLED) {
      throw new IOException(killedFor);
    }
    return new TrialOutcome(TrialStatus.OK, null, passes.result());
  }

  static TrialOutcome failed(String reason) {
    return new TrialOutcome(TrialStatus.FAILED, reason, null);
  }

  /** The reason to give for a failure that came without one, too. */
  static String reason(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** Keeps what was printed by what failed; says where, or nothing if there is none. */
  final String keep(String story) {
    if (story.isEmpty()) {
      return "";
    }
    Path log = TrialFiles.log(runFolder, trial());
    try {
      Files.createDirectories(log.getParent());
      Files.writeString(log, story);
      return " (log: " + runFolder.relativize(log) + ")";
    } catch (IOException e) {
      return " (its log can't be written: " + e.getMessage() + ")";
    }
  }
}
