package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialHandover;
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
import java.util.Optional;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** An arm that is a JMH fork: alive from the start to the end, told over the desk's socket. */
final class ForkArm extends ArmRun {

  private final TurnDesk desk;
  private final int number;
  private final Path handover;
  private final Path log;
  private final PrintStream output;
  private final Fork fork;
  private final Thread thread;
  private volatile Optional<ForkFailure> failure = Optional.empty();
  private long pid;

  /**
   * @param desk that the fork is told of, and that hears of its end
   * @param number of the arm there
   * @param limit time of its own after which it counts as hung
   */
  ForkArm(
      PlannedTrial trial,
      TurnDesk desk,
      int number,
      ChainedOptionsBuilder options,
      Path handover,
      Path log,
      Duration limit)
      throws IOException {
    super(trial, limit);
    this.desk = desk;
    this.number = number;
    this.handover = handover;
    this.log = log;
    Files.createDirectories(log.getParent());
    this.output = new PrintStream(log.toFile(), StandardCharsets.UTF_8);
    this.fork = Fork.of(options, output);
    this.thread = new Thread(this::run, "arm-" + trial.trial());
    thread.setDaemon(true);
  }

  private void run() {
    try {
      failure = fork.run();
    } finally {
      desk.ended(number);
    }
  }

  @Override
  void start() {
    thread.start();
  }

  @Override
  void ready(long processId) {
    pid = processId;
    super.ready(processId);
  }

  @Override
  void takeTurn(boolean measured) {
    desk.go(number);
  }

  @Override
  void finish() {
    desk.end(number);
  }

  @Override
  void kill(String reason) {
    fork.kill(reason);
  }

  @Override
  long pid() {
    return pid;
  }

  @Override
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
      return TrialOutcome.of(
          plan, trial().cell(), TrialHandover.read(handover).withStopped(stoppedNanos()));
    } catch (IOException e) {
      return TrialOutcome.failed(new ForkFailure(Optional.empty(), e), where);
    }
  }
}
