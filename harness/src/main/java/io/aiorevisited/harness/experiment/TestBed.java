package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.harness.blocks.TrialFiles;
import io.aiorevisited.harness.forks.ForkRoom;
import io.aiorevisited.harness.forks.JmhLock;
import io.aiorevisited.harness.forks.JvmArgs;
import io.aiorevisited.harness.forks.SharedClasses;
import io.aiorevisited.harness.places.ResultsFolder;
import io.aiorevisited.harness.plan.PlanFacts;
import io.aiorevisited.harness.plan.Readable;
import io.aiorevisited.workloads.targets.device.DeviceFill;
import io.aiorevisited.workloads.targets.file.ScratchFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * All that trials need while they run: the filled target, what forks share, JMH's lock. Closing it
 * takes away what it made.
 */
final class TestBed implements AutoCloseable {

  private final Path runFolder;
  private final Progress progress;
  private final ScratchFiles scratch;
  private final ForkRoom room;
  private final JmhLock lock;

  private TestBed(
      Path runFolder, Progress progress, ScratchFiles scratch, ForkRoom room, JmhLock lock) {
    this.runFolder = runFolder;
    this.progress = progress;
    this.scratch = scratch;
    this.room = room;
    this.lock = lock;
  }

  /**
   * Makes it.
   *
   * @param runFolder existing folder of the run
   * @return empty if the person interrupted it; then nothing of it is left
   * @throws IOException if it can't be made; then nothing of it is left
   */
  static Optional<TestBed> make(
      Plan plan, Path runFolder, Interruption interruption, Progress progress) throws IOException {
    PlanFacts facts = new PlanFacts(plan);
    progress.say("preparing the target, " + Readable.bytes(facts.scratchBytes()));
    Optional<ScratchFiles> scratch = target(facts, interruption);
    if (scratch.isEmpty()) {
      return Optional.empty();
    }
    try {
      ForkRoom room = ForkRoom.make(runFolder);
      SharedClasses.give(
          room,
          new JvmArgs(plan.jvmArgs()),
          runFolder,
          ResultsFolder.cacheOf(runFolder, room.folder()),
          progress::say);
      JmhLock lock = JmhLock.take();
      if (lock.heldByAnother()) {
        progress.say(
            "warning: another JMH run holds JMH's lock; its load will be in these figures: end it"
                + " and run again");
      }
      return Optional.of(new TestBed(runFolder, progress, scratch.get(), room, lock));
    } catch (IOException | RuntimeException e) {
      closeAfter(e, scratch.get());
      throw e;
    }
  }

  /** Fills the target; empty if the person interrupted it. */
  private static Optional<ScratchFiles> target(PlanFacts facts, Interruption interruption)
      throws IOException {
    interruption.interruptibleFromHere();
    try {
      Path target = Path.of(facts.plan().targetPath());
      if (!facts.isOnDevice() && !facts.isOnExistingFile()) {
        return Optional.of(ScratchFiles.create(target, facts.passBytes(), facts.states()));
      }
      if (facts.isOnDevice() && facts.writes()) {
        DeviceFill.write(target, facts.passBytes());
      }
      return Optional.of(ScratchFiles.none());
    } catch (IOException e) {
      if (interruption.requested()) {
        return Optional.empty(); // it ends the filling by an exception, which has removed the file
      }
      throw e;
    } finally {
      interruption.interruptibleToHere();
    }
  }

  private static void closeAfter(Exception cause, ScratchFiles scratch) {
    try {
      scratch.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (scratch;
        room;
        lock) {
      progress.clear();
    } finally {
      if (!TrialFiles.removeEmptyLogs(runFolder)) {
        progress.say("the output of trials that failed is in " + runFolder.resolve("logs"));
      }
    }
  }
}
