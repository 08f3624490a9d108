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
import java.util.stream.Stream;

/** An arm that is a program of others, run once a turn, on a thread of its own. */
final class ProgramArm extends ThreadArm {

  private final int number;
  private final Plan plan;
  private final Path target;
  private final Path runFolder;
  private final InstalledPrograms programs;
  private volatile ProgramRun run;

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
    super(trial, desk, number, runFolder, limit);
    this.number = number;
    this.plan = plan;
    this.target = target;
    this.runFolder = runFolder;
    this.programs = programs;
  }

  @Override
  void killWorker(String reason) {
    ProgramRun now = run;
    if (now != null) {
      now.kill(reason);
    }
  }

  @Override
  long pid() {
    ProgramRun now = run;
    return now == null ? 0 : now.pid();
  }

  @Override
  TrialOutcome carryOut() {
    Path folder =
        ForkRoom.of(runFolder)
            .folder()
            .resolve("program-" + number + "-" + ProcessHandle.current().pid());
    TrialOutcome outcome = in(folder);
    try {
      remove(folder);
      return outcome;
    } catch (IOException e) {
      return failed("its folder can't be removed: " + e.getMessage());
    }
  }

  private TrialOutcome in(Path folder) {
    try {
      Files.createDirectories(folder);
      return measure(folder);
    } catch (IOException | RuntimeException e) {
      return failed(reason(e) + log());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("interrupted");
    }
  }

  private TrialOutcome measure(Path folder) throws IOException, InterruptedException {
    PeerType peer = PeerType.ofArm(trial().cell().engine()).orElseThrow();
    Optional<Path> setpriv = programs.find(ProgramRun.SETPRIV);
    Optional<Path> program = programs.find(peer.program().executable());
    if (program.isEmpty() && programs.qemuFolder().isPresent()) {
      return failed(
          "no %s that may be run is in %s: put it back"
              .formatted(peer.program().executable(), programs.qemuFolder().get()));
    }
    if (program.isEmpty()) {
      return missing(peer.program().executable(), peer.program().debianPackage());
    }
    if (setpriv.isEmpty()) {
      return missing(ProgramRun.SETPRIV, "util-linux");
    }
    run = new ProgramRun(setpriv.get(), folder);
    killIfAsked();
    try (ProgramTrial trial =
        ProgramTrial.open(peer.program(), program.get(), run, plan, trial().cell(), target)) {
      return takeTurns(trial);
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

  private String log() {
    try {
      return run == null ? "" : keep(run.story());
    } catch (IOException e) {
      return " (what it printed can't be read: " + e.getMessage() + ")";
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
