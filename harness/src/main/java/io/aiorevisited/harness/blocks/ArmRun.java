package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialHandover;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.harness.forks.Fork;
import io.aiorevisited.harness.forks.ForkFailure;
import io.aiorevisited.harness.plan.PlannedTrial;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** One arm of a block under way: its process, how far it is, and what it came to. */
final class ArmRun {

  /** How far an arm is. */
  enum State {
    STARTING,
    WAITING,
    RUNNING,
    ENDED
  }

  private final PlannedTrial trial;
  private final Path handover;
  private final Path log;
  private final PrintStream output;
  private final Fork fork;
  private final Duration limit;
  private final List<Long> stoppedNanos = new ArrayList<>();
  private final Thread thread;
  private volatile Optional<ForkFailure> failure = Optional.empty();
  private State state = State.STARTING;
  private long pid;
  private long usedNanos;

  /**
   * Starts the process.
   *
   * @param limit time of its own after which it counts as hung
   * @param ended is run when the process has ended
   */
  ArmRun(
      PlannedTrial trial,
      ChainedOptionsBuilder options,
      Path handover,
      Path log,
      Duration limit,
      Runnable ended)
      throws IOException {
    this.trial = trial;
    this.handover = handover;
    this.log = log;
    this.limit = limit;
    Files.createDirectories(log.getParent());
    this.output = new PrintStream(log.toFile(), StandardCharsets.UTF_8);
    this.fork = Fork.of(options, output);
    this.thread =
        new Thread(
            () -> {
              try {
                failure = fork.run();
              } finally {
                ended.run();
              }
            },
            "arm-" + trial.trial());
    thread.setDaemon(true);
    thread.start();
  }

  PlannedTrial trial() {
    return trial;
  }

  State state() {
    return state;
  }

  void now(State next) {
    state = next;
  }

  /** Its process, known once it is no longer starting. */
  long pid() {
    return pid;
  }

  void ready(long processId) {
    pid = processId;
    state = State.WAITING;
  }

  /** Adds time that it had to itself, and kills it if that is more than its limit. */
  void used(long nanos) {
    usedNanos += nanos;
    if (usedNanos > limit.toNanos()) {
      fork.kill("hung: killed after " + limit.toSeconds() + " s, the limit for this cell");
    }
  }

  /** Notes for how long it stood still in its next measured pass. */
  void stoodStill(long nanos) {
    stoppedNanos.add(nanos);
  }

  /** Says what it came to, once it has ended, and removes what it left. */
  TrialOutcome outcome(Plan plan, Path runFolder) throws IOException, InterruptedException {
    thread.join();
    output.close();
    try {
      TrialOutcome outcome = outcomeOf(plan, " (log: " + runFolder.relativize(log) + ")");
      if (outcome.status() == TrialStatus.OK) {
        Files.deleteIfExists(log);
      }
      return outcome;
    } finally {
      Files.deleteIfExists(handover);
    }
  }

  private TrialOutcome outcomeOf(Plan plan, String where) {
    if (failure.isPresent()) {
      return TrialOutcome.failed(failure.get(), where);
    }
    try {
      TrialResult result = TrialHandover.read(handover);
      return TrialOutcome.of(plan, trial.cell(), result.withStopped(stoppedNanos));
    } catch (IOException e) {
      return TrialOutcome.failed(new ForkFailure(Optional.empty(), e), where);
    }
  }
}
