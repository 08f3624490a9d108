package io.aiorevisited.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Receipts;
import io.aiorevisited.analysis.record.RunManifest;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.DamagedFolders;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.harness.experiment.Versions;
import io.aiorevisited.harness.host.HostSnapshot;
import io.aiorevisited.harness.plan.BlockOrder;
import io.aiorevisited.harness.plan.PlannedTrial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three hundred wrong calls and damaged folders. {@code -Daiorevisited.test.seed} makes up others.
 */
class GeneratedWrongCallsIT {
  private static final long SEED = Long.getLong("aiorevisited.test.seed", 20091122);
  private static final int WRONG_CALLS = 190;
  private static final int RESUMED_CONDITIONS = 50;
  private static final int RESUMED_JOURNALS = 20;
  private static final int REPORTED = 40;

  private static final Cell CELL =
      TestRecords.cell("psync", "iozone", "read", 4096, 1, 0, "written", "none", 65536);

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private final Random random = new Random(SEED);
  private final DamagedFolders damage = new DamagedFolders(random);

  private record Ending(int status, String out, String err) {}

  @BeforeEach
  void makeForeignFile() throws IOException {
    System.out.println("GeneratedWrongCallsIT: seed " + SEED);
    Files.writeString(directory.resolve("foreign"), "not ours");
  }

  @Test
  void shouldRefuseWrongCommandLines() throws IOException {
    WrongCallGenerator calls = new WrongCallGenerator(random, directory);
    for (int i = 0; i < WRONG_CALLS; i++) {
      assertRefused(calls.next(), "seed " + SEED + ", call " + i);
    }
  }

  @Test
  void shouldRefuseToResumeUnderDamagedConditions() throws IOException {
    for (int i = 0; i < RESUMED_CONDITIONS; i++) {
      Path folder = makeRun(3);
      String how = damage.damageConditions(folder);
      assertRefused(List.of("resume", folder.toString()), "seed " + SEED + ", " + i + ": " + how);
      delete(folder);
    }
  }

  @Test
  void shouldRefuseToResumeAJournalDamagedInItsMiddle() throws IOException {
    for (int i = 0; i < RESUMED_JOURNALS; i++) {
      Path folder = makeRun(3);
      String how = damage.damageMiddleOfJournal(folder);
      assertRefused(List.of("resume", folder.toString()), "seed " + SEED + ", " + i + ": " + how);
      delete(folder);
    }
  }

  /** A report leaves out what is unsound and says so; what it can't do without, it refuses. */
  @Test
  void shouldReportOrRefuseADamagedFolder() throws IOException {
    int refused = 0;
    for (int i = 0; i < REPORTED; i++) {
      Path folder = makeRun(4);
      String how = i % 2 == 0 ? damage.damageManifest(folder) : damage.damageJournal(folder);
      String which = "seed " + SEED + ", " + i + ": " + how;
      Map<String, String> before = contents();
      Ending ending = execute(List.of("report", folder.toString()));

      assertThat(ending.err()).as(which).doesNotContain("\tat ");
      if (ending.status() == 0) {
        assertThat(folder.resolve("report.html")).as(which).isNotEmptyFile();
        Files.delete(folder.resolve("report.html"));
        Files.delete(folder.resolve("tables.csv"));
      } else {
        assertThat(ending.status()).as(which + "\n" + ending.err()).isEqualTo(2);
        assertOneLine(ending, which);
        refused++;
      }
      assertThat(contents()).as(which).isEqualTo(before);
      delete(folder);
    }
    assertThat(refused).isBetween(1, REPORTED - 1);
  }

  private void assertRefused(List<String> call, String which) throws IOException {
    Map<String, String> before = contents();
    Ending ending = execute(call);

    String what = which + "\n" + call + "\n" + ending.err();
    assertThat(ending.status()).as(what).isEqualTo(2);
    assertThat(ending.out()).as(what).isEmpty();
    assertOneLine(ending, what);
    assertThat(contents()).as(what).isEqualTo(before);
  }

  private static void assertOneLine(Ending ending, String what) {
    assertThat(ending.err())
        .as(what)
        .startsWith("aio-revisited: ")
        .endsWith("\n")
        .doesNotContain("\tat ", "Exception");
    assertThat(ending.err().split("\\R")).as(what).hasSize(1);
    assertThat(ending.err()).as(what).hasSizeLessThan(2000);
  }

  private static Ending execute(List<String> call) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    PrintStream before = System.err;
    System.setErr(errors); // what a library says by itself is seen, too
    int status;
    try {
      status =
          CommandLines.execute(
              call.toArray(String[]::new),
              new PrintStream(out, true, StandardCharsets.UTF_8),
              errors);
    } finally {
      System.setErr(before);
    }
    return new Ending(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Every file beneath the directory with its content, every folder with none. */
  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.toList()) {
        contents.put(
            directory.relativize(path).toString(),
            Files.isRegularFile(path)
                ? Files.readString(path, StandardCharsets.ISO_8859_1)
                : "folder");
      }
    }
    return contents;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path path : all.toList()) {
        Files.delete(path);
      }
    }
    Files.delete(folder);
  }

  /** Makes a run of four trials of which the first {@code present} were measured here. */
  private Path makeRun(int present) throws IOException {
    Path folder = directory.resolve("run");
    Plan plan =
        TestRecords.plan(
            "smoke",
            7,
            2,
            1,
            1,
            "psync",
            0.03,
            0.95,
            false,
            directory.resolve("scratch").toString(),
            List.of(CELL),
            List.of());
    RunFolder run =
        RunFolder.create(
            folder,
            new RunManifest(
                TrialRecord.SCHEMA_VERSION,
                "run",
                "2026-11-22T00:00:00Z",
                List.of("run"),
                Versions.all(),
                plan,
                HostSnapshot.ofThisHost().take(directory)));
    for (PlannedTrial trial : BlockOrder.trials(BlockOrder.of(plan)).subList(0, present)) {
      run.append(List.of(made(trial)));
    }
    return folder;
  }

  private static TrialRecord made(PlannedTrial trial) {
    List<PassRecord> passes = List.of(TestRecords.pass(1_000_000, 65536, 16, 0));
    Receipts receipts = new Receipts(16, Map.of("pread64", 16L), 0, 0, Map.of(), 0, 0, 0);
    return TestRecords.trial(
        TrialRecord.SCHEMA_VERSION,
        trial.trial(),
        trial.round(),
        TrialStatus.OK,
        null,
        trial.control(),
        trial.cell(),
        "2026-11-22T00:00:00Z",
        2_000_000,
        passes,
        passes,
        receipts,
        receipts);
  }
}
