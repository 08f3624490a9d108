package io.aiorevisited.harness.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.harness.command.BesideTheClasses;
import io.aiorevisited.harness.forks.ForkRoom;
import io.aiorevisited.harness.forks.QuickForks;
import io.aiorevisited.harness.forks.RoomWithArchive;
import io.aiorevisited.harness.guest.GuestWishes;
import io.aiorevisited.harness.plan.BlockOrder;
import io.aiorevisited.harness.plan.PlannedBlock;
import io.aiorevisited.workloads.targets.file.ScratchFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Blocks of real forks that take turns on a real file. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BlockRunnerIT {

  private static final long SIZE = 4 << 20;

  /** Of an arm that something is done to once it measures: many are still to come then. */
  private static final int PASSES = 15;

  private static final List<String> WITH_ONE_STOPPED = List.of("psync", "threads");

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private ScratchFile scratch;
  private ForkRoom room;

  @BeforeEach
  void prepare() throws IOException {
    scratch = ScratchFile.create(directory.resolve("scratch"), SIZE);
    room = RoomWithArchive.in(directory);
  }

  @AfterEach
  void tidyUp() throws IOException {
    room.close();
    scratch.close();
    assertThat(ProcessHandle.current().descendants()).as("forks left behind").isEmpty();
  }

  @Test
  void shouldMeasureAllArmsOfABlockAndShowWhatTheyDidMeanwhile() throws IOException {
    List<TrialRecord> records = run(List.of("psync", "threads", "aio"), "write", 3, true, 1);

    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.OK);
              assertThat(record.attempt()).isEqualTo(1);
              assertThat(record.passes()).hasSize(3);
              assertThat(record.bytes()).isEqualTo(3 * SIZE);
              assertThat(record.passes()).allMatch(pass -> pass.stoppedNanos() == 0);
              assertThat(record.result().resting().wallNanos()).isPositive();
              // It waits in one read; compilers may still have work from its turn.
              assertThat(record.result().resting().cpuMicros())
                  .isLessThan(record.result().resting().wallNanos() / 1000 / 2);
            });
    assertThat(records).filteredOn(TrialRecord::control).hasSize(1);
    assertThat(records)
        .extracting(record -> record.cell().engine())
        .containsExactlyInAnyOrder("psync", "threads", "threads", "aio");
    // Only its own passes: the requests of lead-ins and of others are not among them.
    assertThat(records)
        .allSatisfy(
            record -> assertThat(record.receipts().requests()).isEqualTo(3 * SIZE / (16 << 10)));
    assertThat(directory).isDirectoryNotContaining("glob:**.trial*");
  }

  @Test
  void shouldEndOnlyTheArmWhoseProcessIsKilled() throws IOException {
    onceMeasuring("aio", fork -> fork.destroyForcibly());

    List<TrialRecord> records = run(List.of("threads", "aio"), "read", PASSES, false, 1);

    assertThat(records)
        .allSatisfy(
            record -> {
              boolean killed = record.cell().engine().equals("aio");
              assertThat(record.status()).isEqualTo(killed ? TrialStatus.FAILED : TrialStatus.OK);
              assertThat(record.passes()).hasSize(killed ? 0 : PASSES);
            });
  }

  @Test
  void shouldHaveABlockRepeatedInWhichAProcessWasStopped() throws IOException {
    CompletableFuture<Void> stopped = onceMeasuring("psync", BlockRunnerIT::stopForLong);

    List<TrialRecord> records = run(WITH_ONE_STOPPED, "read", PASSES, false, 1);

    assertThat(stopped).isCompleted();
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record.status()).isEqualTo(TrialStatus.REPEATED);
              assertThat(record.reason()).contains("measured again", "psync", "standstill");
            });
    assertThat(records)
        .filteredOn(record -> record.cell().engine().equals("psync"))
        .allSatisfy(
            record ->
                assertThat(record.passes().stream().mapToLong(pass -> pass.stoppedNanos()).sum())
                    .as("part of the stop may fall to the turns of others")
                    .isPositive());
  }

  @Test
  void shouldCallATrialInvalidThatStoodStillInTheLastAttempt() throws IOException {
    onceMeasuring("psync", BlockRunnerIT::stopForLong);

    List<TrialRecord> records =
        run(WITH_ONE_STOPPED, "read", PASSES, false, BlockRunner.MOST_ATTEMPTS);

    assertThat(records)
        .allSatisfy(
            record -> {
              boolean stood = record.cell().engine().equals("psync");
              assertThat(record.status()).isEqualTo(stood ? TrialStatus.INVALID : TrialStatus.OK);
              assertThat(record.attempt()).isEqualTo(3);
            });
  }

  /** Longer than all others take for their turns, on a busy machine as well. */
  private static void stopForLong(ProcessHandle fork) {
    signal("STOP", fork);
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
    signal("CONT", fork);
  }

  private static void signal(String name, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Does something to an arm's process once JMH says in its log that it measures. */
  private CompletableFuture<Void> onceMeasuring(
      String engine, java.util.function.Consumer<ProcessHandle> what) {
    return CompletableFuture.runAsync(
        () -> {
          Path log = null;
          while (log == null) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            log = logOf(engine);
          }
          int arm = Integer.parseInt(log.getFileName().toString().replaceAll("\\D", "")) - 1;
          ProcessHandle.current()
              .descendants()
              .filter(process -> hasArgumentEnding(process, arm))
              .toList() // before one of them is gone, and others come to its number
              .forEach(what);
        });
  }

  /** Forks are numbered as they start, and a block's in the order of its arms. */
  private static boolean hasArgumentEnding(ProcessHandle process, int arm) {
    List<Long> marks =
        ProcessHandle.current()
            .descendants()
            .flatMap(BlockRunnerIT::marks)
            .distinct()
            .sorted()
            .toList();
    return marks(process).anyMatch(mark -> mark.equals(marks.get(arm)));
  }

  private static Stream<Long> marks(ProcessHandle process) {
    return Stream.of(read(Path.of("/proc/" + process.pid() + "/cmdline")).split("\0"))
        .filter(argument -> argument.startsWith("-Daiorevisited.fork="))
        .map(argument -> Long.parseLong(argument.substring(argument.lastIndexOf('.') + 1)));
  }

  private Path logOf(String engine) {
    Path logs = directory.resolve("logs");
    if (!Files.isDirectory(logs)) {
      return null;
    }
    try (Stream<Path> files = Files.list(logs)) {
      return files
          .filter(
              file -> {
                String text = read(file);
                return text.contains("engine = " + engine.toUpperCase(java.util.Locale.ROOT))
                    && text.contains("\nIteration   2:");
              })
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return ""; // removed meanwhile
    }
  }

  private List<TrialRecord> run(
      List<String> engines, String operation, int passes, boolean verify, int attempt)
      throws IOException {
    List<Cell> cells =
        engines.stream()
            .map(
                engine ->
                    TestRecords.cell(
                        engine, "iozone", operation, 16384, 1, 0, "written", "none", SIZE))
            .toList();
    Plan plan =
        TestRecords.warmedUpBy(
            500,
            TestRecords.takingTurns(
                TestRecords.plan(
                    "smoke",
                    1,
                    1,
                    1,
                    passes,
                    "threads",
                    0.03,
                    0.95,
                    verify,
                    scratch.path().toString(),
                    cells,
                    List.of())));
    assertThat(plan.warmupPassesOf(cells.get(0))).isEqualTo(2);
    PlannedBlock block = BlockOrder.of(plan).get(0);
    return new BlockRunner(QuickForks.plan(plan), directory, GuestWishes.NONE).run(block, attempt);
  }
}
