package io.aiorevisited.harness.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.engines.linux.Architecture;
import io.aiorevisited.harness.command.BesideTheClasses;
import io.aiorevisited.harness.forks.ForkRoom;
import io.aiorevisited.harness.forks.JmhLock;
import io.aiorevisited.harness.forks.RoomWithArchive;
import io.aiorevisited.harness.plan.PlannedBlock;
import io.aiorevisited.harness.plan.PlannedTrial;
import io.aiorevisited.workloads.targets.file.ScratchFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Trials on a real file whose real system calls fail, by strace. */
abstract class FaultyTrials {
  static final long SIZE = 1 << 20;
  static final int BLOCK = 16384;
  static final Duration LONG = Duration.ofMinutes(5);
  static final String EPOLL = Architecture.current().epollWaitName();

  /** One folder for all: what forks share is made and tried once. */
  @TempDir(factory = BesideTheClasses.class)
  static Path directory;

  private static ForkRoom room;
  private static JmhLock lock;
  static Strace strace;
  ScratchFile scratch;

  @BeforeAll
  static void prepare() throws IOException, InterruptedException {
    strace = new Strace(directory);
    strace.assumeUsable();
    room = RoomWithArchive.in(directory);
    lock = JmhLock.take();
  }

  @AfterAll
  static void tidyUp() throws IOException {
    if (room != null) {
      lock.close();
      room.close();
      room = null;
    }
  }

  @BeforeEach
  void makeScratch() throws IOException {
    strace.forget();
    scratch = ScratchFile.create(directory.resolve("scratch"), SIZE);
  }

  @AfterEach
  void removeScratch() throws IOException {
    scratch.close();
  }

  /** Runs a warm-up and a measured pass of 64 requests each. */
  final TrialRecord run(String engine, String operation, String fault, boolean verify)
      throws IOException {
    boolean onFile = fault.matches("(p|openat|ioctl).*");
    Path java = strace.java(fault, onFile ? scratch.path() : null);
    TrialRecord record = runner(java, verify, LONG).run(block(engine, operation), 1).get(0);
    assertThat(directory.toFile().list()).noneMatch(name -> name.endsWith(".trial"));
    return record;
  }

  final BlockRunner runner(Path java, boolean verify, Duration limit) {
    Plan plan =
        TestRecords.plan(
            "smoke",
            1,
            1,
            1,
            1,
            "psync",
            0.03,
            0.95,
            verify,
            directory.resolve("scratch").toString(),
            List.of(trial("psync", "read").cell()),
            List.of());
    return new BlockRunner(plan, directory, java, cell -> limit);
  }

  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  static PlannedBlock block(String engine, String operation) {
    return new PlannedBlock(1, 1, List.of(trial(engine, operation)));
  }

  static PlannedTrial trial(String engine, String operation) {
    Cell cell = TestRecords.cell(engine, "iozone", operation, BLOCK, 1, 0, "written", "none", SIZE);
    return new PlannedTrial(1, 1, cell, false);
  }
}
