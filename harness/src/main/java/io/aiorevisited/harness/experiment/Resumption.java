package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Host;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.linux.Binding;
import io.aiorevisited.harness.blocks.TrialFiles;
import io.aiorevisited.harness.forks.ForkRoom;
import io.aiorevisited.harness.forks.JvmArgs;
import io.aiorevisited.harness.forks.Loopback;
import io.aiorevisited.harness.guest.GuestWishes;
import io.aiorevisited.harness.host.HostSnapshot;
import io.aiorevisited.harness.peers.ArmPrograms;
import io.aiorevisited.harness.places.DevicePlace;
import io.aiorevisited.harness.places.ExistingPlace;
import io.aiorevisited.harness.places.Place;
import io.aiorevisited.harness.places.ScratchPlace;
import io.aiorevisited.harness.plan.BlockOrder;
import io.aiorevisited.harness.plan.PlanFacts;
import io.aiorevisited.harness.plan.PlannedBlock;
import io.aiorevisited.harness.plan.WrongCallException;
import io.aiorevisited.workloads.targets.file.LeftoverScratch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes up a run where it was cut off: the trials that are in its journal stay, the others are run
 * in the order that the plan's seed gives, under the same conditions or not at all.
 */
public final class Resumption {

  private final PrintStream err;
  private final RunToReport toReport;

  /**
   * @param out results
   * @param err progress
   */
  public Resumption(PrintStream out, PrintStream err) {
    this.err = err;
    this.toReport = new RunToReport(out, err);
  }

  /**
   * Resumes, or reports a complete run again.
   *
   * @param directory the run's folder
   * @throws WrongCallException if the run can't be taken up; then nothing was touched but what it
   *     had left behind itself
   * @throws io.aiorevisited.analysis.record.folder.RunFolderException if the folder holds no sound
   *     run; then nothing was touched
   * @throws IOException if the record, the scratch file or the report can't be written
   */
  public Outcome resume(Path directory, Budget budget) throws IOException {
    Path path = directory.toAbsolutePath().normalize();
    if (Files.isDirectory(path) && !Files.isWritable(path)) {
      throw new WrongCallException(path + " can't be written to: change its permissions");
    }
    RunFolder found = RunFolder.openToResume(path);
    Plan plan = found.manifest().plan();
    WholeBlocks done = WholeBlocks.of(path, found.trials(), BlockOrder.of(plan));
    boolean complete =
        done.isWholeRound() && new EndOfRun(plan).isReached(done.rounds(), found.trials());
    if (!complete) {
      checkConditions(found);
    }
    RunLock lock = RunLock.take(path);
    try (lock) {
      if (complete) {
        err.println(path + " is complete, all " + done.trials() + " trials: reporting it again");
        tidy(found);
        return toReport.report(found);
      }
      // Read again under the lock: until then another process may have added trials.
      return goOn(RunFolder.openToResume(path), budget);
    }
  }

  /** Removes what a run left that was killed after its last trial. */
  private void tidy(RunFolder folder) throws IOException {
    Plan plan = folder.manifest().plan();
    if (!new PlanFacts(plan).isOnDevice() && !new PlanFacts(plan).isOnExistingFile()) {
      for (Path scratch : new PlanFacts(plan).scratchPaths()) {
        if (LeftoverScratch.at(scratch).kind() == LeftoverScratch.Kind.LEFT_BEHIND) {
          removeLeftover(scratch);
        }
      }
    }
    TrialFiles.removeHandovers(folder.path());
    ForkRoom.of(folder.path()).close();
    folder.dropCutLine();
    TrialFiles.removeEmptyLogs(folder.path());
  }

  private Outcome goOn(RunFolder folder, Budget budget) throws IOException {
    Plan plan = folder.manifest().plan();
    if (new PlanFacts(plan).isOnDevice()) {
      try (DevicePlace device = DevicePlace.again(plan, err)) {
        return goOn(folder, budget, device);
      }
    }
    if (new PlanFacts(plan).isOnExistingFile()) {
      return goOn(folder, budget, ExistingPlace.again(Path.of(plan.targetPath())));
    }
    for (Path scratch : new PlanFacts(plan).scratchPaths()) {
      removeLeftover(scratch);
    }
    return goOn(folder, budget, ScratchPlace.again(Path.of(plan.targetPath())));
  }

  private Outcome goOn(RunFolder found, Budget budget, Place place) throws IOException {
    Plan plan = found.manifest().plan();
    List<PlannedBlock> blocks = BlockOrder.of(plan);
    try (Interruption interruption = Interruption.install()) {
      TrialFiles.removeHandovers(found.path());
      if (found.dropCutLine()) {
        err.println("dropped the journal's last line, which was cut off: its block is run again");
      }
      RunFolder folder = withoutPartOfBlock(found, blocks);
      place.check(new PlanFacts(plan).scratchBytes(), HostSnapshot.ofThisHost());
      Announcement.lines(plan, folder.manifest().host(), budget, Profiling.NONE, place)
          .forEach(err::println);
      WholeBlocks done = WholeBlocks.of(folder.path(), folder.trials(), blocks);
      err.printf("resuming: %d of %d blocks are there%n", done.blocks(), blocks.size());
      return toReport.carryOut(folder, List.of(), budget, Profiling.NONE, interruption);
    }
  }

  /** A run that was killed inside a block may have kept some of its arms: they go, too. */
  private RunFolder withoutPartOfBlock(RunFolder folder, List<PlannedBlock> blocks)
      throws IOException {
    WholeBlocks done = WholeBlocks.of(folder.path(), folder.trials(), blocks);
    if (done.extraLines() == 0) {
      return folder;
    }
    err.printf(
        "dropped the last %d lines of the journal, a block that was cut off: it is run again%n",
        done.extraLines());
    folder.dropLastLines(done.extraLines());
    return RunFolder.openToResume(folder.path());
  }

  private static void checkConditions(RunFolder folder) {
    Loopback.check();
    useBindingOf(folder);
    JvmArgs args = new JvmArgs(folder.manifest().plan().jvmArgs());
    args.check();
    Path path = folder.path();
    Path target = Path.of(folder.manifest().plan().targetPath());
    HostSnapshot snapshot = HostSnapshot.ofThisHost();
    Host now =
        new PlanFacts(folder.manifest().plan()).isOnDevice()
            ? DevicePlace.describe(target, snapshot)
            : snapshot.take(ScratchPlace.existingDirectory(target));
    List<String> changes = Changes.of(folder.manifest().host(), now);
    Map<String, String> versions = folder.manifest().versions();
    Set<String> programs = ArmPrograms.names(folder.manifest().plan());
    Map<String, String> ours = new TreeMap<>(versions);
    ours.keySet().removeAll(programs);
    Map<String, String> theirs = new TreeMap<>(versions);
    theirs.keySet().retainAll(programs);
    changes.addAll(
        Changes.of(ours, RunStarter.withGuests(RunStarter.versions(), GuestWishes.in(versions))));
    if (changes.isEmpty()) {
      // Only then are they run for it: a record from elsewhere may name any file as one.
      changes.addAll(
          Changes.of(
              theirs,
              ArmPrograms.versions(folder.manifest().plan(), InstalledPrograms.ofThisHost())));
    }
    if (!changes.isEmpty()) {
      throw new WrongCallException(
          path
              + " can't be resumed, as its trials would not be comparable; changed since: "
              + String.join("; ", changes)
              + ": change that back, or start a new run");
    }
  }

  /** Goes on with the binding that the run began with, where this Java has it. */
  private static void useBindingOf(RunFolder folder) {
    boolean ffm =
        Binding.FFM.label().equals(folder.manifest().versions().get(Versions.BINDING))
            && Binding.FFM.isHere();
    (ffm ? Binding.FFM : Binding.JNA).use();
  }

  private void removeLeftover(Path target) throws IOException {
    LeftoverScratch leftover = LeftoverScratch.at(target);
    switch (leftover.kind()) {
      case NOTHING -> {}
      case LEFT_BEHIND -> {
        leftover.remove();
        err.println("removed the scratch file that the run had left: " + target);
      }
      case IN_USE ->
          throw new WrongCallException(
              target + " is in use by process " + leftover.ownerPid() + ": wait for it to end");
      case FOREIGN ->
          throw new WrongCallException(
              target
                  + " exists and isn't this run's, so it is left alone: move it away, then resume");
    }
  }
}
