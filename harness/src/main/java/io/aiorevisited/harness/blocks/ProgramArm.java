package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.harness.forks.ForkRoom;
import io.aiorevisited.harness.peers.PeerType;
import io.aiorevisited.harness.plan.PlannedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** An arm that is a program of others, run once a turn, on a thread of its own. */
final class ProgramArm extends ArmRun {

  private enum Order {
    WARM_UP,
    MEASURE,
    FINISH,
    KILLED
  }

  private final TurnDesk desk;
  private final int number;
  private final Plan plan;
  private final Path target;
  private final Path runFolder;
  private final InstalledPrograms programs;
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile ProgramRun run;
  private volatile String killedFor;
  private TrialOutcome outcome;

  /**
   * @param desk that hears of what it does
   * @param number of the arm there
   * @param target that it reads or writes
   * @param limit time of its own after which it counts as hung
   */
  ProgramArm(
      PlannedTrial trial,
      TurnDesk desk,
      int number,
      Plan plan,
      Path target,
      Path runFolder,
      InstalledPrograms programs,
      Duration limit) {
    super(trial, limit);
    this.desk = desk;
    this.number = number;
    this.plan = plan;
    this.target = target;
    this.runFolder = runFolder;
    this.programs = programs;
    this.thread = new Thread(this::run, "arm-" + trial.trial());
    thread.setDaemon(true);
  }

  @Override
  void start() {
    thread.start();
  }

  @Override
  void takeTurn(boolean measured) {
    orders.add(measured ? Order.MEASURE : Order.WARM_UP);
  }

  @Override
  void finish() {
    orders.add(Order.FINISH);
  }

  @Override
  void kill(String reason) {
    killedFor = reason;
    if (run != null) {
      run.kill(reason);
    }
    orders.add(Order.KILLED);
  }

  @Override
  long pid() {
    ProgramRun now = run;
    return now == null ? 0 : now.pid();
  }

  @Override
  TrialOutcome outcome(Plan planned, Path folder) throws InterruptedException {
    thread.join();
    return outcome.status() == TrialStatus.OK && outcome.result() != null
        ? TrialOutcome.of(planned, trial().cell(), outcome.result().withStopped(stoppedNanos()))
        : outcome;
  }

  private void run() {
    Path folder =
        ForkRoom.of(runFolder)
            .folder()
            .resolve("program-" + number + "-" + ProcessHandle.current().pid());
    try {
      Files.createDirectories(folder);
      outcome = measure(folder);
    } catch (IOException | RuntimeException e) {
      outcome = new TrialOutcome(TrialStatus.FAILED, reason(e) + log(folder), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      outcome = new TrialOutcome(TrialStatus.FAILED, "interrupted", null);
    } finally {
      remove(folder);
      desk.ended(number);
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private TrialOutcome measure(Path folder) throws IOException, InterruptedException {
    PeerType peer = PeerType.ofArm(trial().cell().engine()).orElseThrow();
    Optional<Path> setpriv = programs.find(ProgramRun.SETPRIV);
    Optional<Path> program = programs.find(peer.program().executable());
    if (program.isEmpty() && programs.qemuFolder().isPresent()) {
      return new TrialOutcome(
          TrialStatus.FAILED,
          "no %s that may be run is in %s: put it back"
              .formatted(peer.program().executable(), programs.qemuFolder().get()),
          null);
    }
    if (program.isEmpty()) {
      return missing(peer.program().executable(), peer.program().debianPackage());
    }
    if (setpriv.isEmpty()) {
      return missing(ProgramRun.SETPRIV, "util-linux");
    }
    run = new ProgramRun(setpriv.get(), folder);
    if (killedFor != null) {
      run.kill(killedFor); // it came before there was a run to kill
    }
    try (ProgramTrial trial =
        ProgramTrial.open(peer.program(), program.get(), run, plan, trial().cell(), target)) {
      desk.ready(number);
      Order order = orders.take();
      while (order == Order.WARM_UP || order == Order.MEASURE) {
        trial.pass(order == Order.MEASURE);
        desk.done(number);
        order = orders.take();
      }
      if (order == Order.KILLED) {
        throw new ProgramRun.KilledException(killedFor);
      }
      return new TrialOutcome(TrialStatus.OK, null, trial.result());
    }
  }

  private static TrialOutcome missing(String program, String debianPackage) {
    return new TrialOutcome(
        TrialStatus.UNSUPPORTED,
        program
            + " is not installed: install it (Debian package "
            + debianPackage
            + ") or leave it out of --engines",
        null);
  }

  /** Keeps what a program that failed printed; says where, or nothing if it printed nothing. */
  private String log(Path folder) {
    Path log = TrialFiles.log(runFolder, trial());
    try {
      if (run == null) {
        return "";
      }
      Files.createDirectories(log.getParent());
      Files.writeString(log, run.story());
      return " (log: " + runFolder.relativize(log) + ")";
    } catch (IOException e) {
      return " (its log can't be written: " + e.getMessage() + ")";
    }
  }

  private void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      outcome =
          new TrialOutcome(
              TrialStatus.FAILED, "its folder can't be removed: " + e.getMessage(), null);
    }
  }
}
