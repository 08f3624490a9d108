package io.aiorevisited.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Host;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Receipts;
import io.aiorevisited.analysis.record.RunManifest;
import io.aiorevisited.analysis.record.Stopping;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.harness.command.BesideTheClasses;
import io.aiorevisited.harness.command.CommandLines;
import io.aiorevisited.harness.forks.QuickForks;
import io.aiorevisited.harness.host.HostSnapshot;
import io.aiorevisited.harness.plan.BlockOrder;
import io.aiorevisited.harness.plan.PlannedTrial;
import io.aiorevisited.workloads.targets.file.ScratchFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What resume accepts and refuses, on run folders made up; whole resumed runs are elsewhere. */
class ResumptionIT {

  private static final Cell CELL =
      TestRecords.cell("psync", "iozone", "read", 4096, 1, 0, "written", "none", 65536);

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private Path folder;
  private Path target;
  private Host host;
  private Map<String, String> versions;
  private int rounds = 2;
  private Stopping stopping;
  private String[] jvmArgs = QuickForks.ARGS.split(" ");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void describe() {
    folder = directory.resolve("run");
    target = directory.resolve("scratch");
    host = HostSnapshot.ofThisHost().take(directory);
    versions = new LinkedHashMap<>(RunStarter.versions());
  }

  @Test
  void shouldReportACompleteRunAgainAndRunNothing() throws IOException {
    makeRun(List.of(1, 2, 3, 4));
    Files.createFile(Path.of(target + ".owner"));
    Files.createDirectory(folder.resolve("logs"));
    String journal = Files.readString(folder.resolve("trials.jsonl"));

    assertThat(resume()).isZero();

    assertThat(errors()).hasSize(2);
    assertThat(errors().get(0)).contains("complete, all 4 trials");
    assertThat(errors().get(1)).startsWith("removed the scratch file that the run had left");
    assertThat(out.toString(StandardCharsets.UTF_8).strip())
        .endsWith(folder.resolve("report.html").toString());
    assertThat(folder.resolve("trials.jsonl")).hasContent(journal);
    assertThat(folder.toFile().list())
        .contains("run.json", "trials.jsonl", "report.html")
        .noneMatch(name -> name.matches(".*(scratch|owner|lock|logs|[.]trial[.]json|[.]new).*"));
  }

  @Test
  void shouldCallARunCompleteThatItsRuleHasEnded() throws IOException {
    rounds = 50;
    stopping = new Stopping(Stopping.Rule.HALF_WIDTH_BELOW_HALF_MARGIN, 2, 1);
    makeRun(List.of(1, 2, 3, 4));

    assertThat(resume()).as(errors().toString()).isZero();

    assertThat(errors()).singleElement().asString().contains("complete, all 4 trials");
    assertThat(RunFolder.open(folder).trials()).hasSize(4);
  }

  @Test
  void shouldRunWhatIsMissingAndRemoveWhatWasLeft() throws IOException {
    makeRun(List.of(1, 2, 3));
    Files.writeString(
        folder.resolve("trials.jsonl"), "{\"schemaVersion\":1,\"tri", StandardOpenOption.APPEND);
    Files.writeString(folder.resolve("result-1.trial"), "{}");
    Files.writeString(folder.resolve("result-1.trial.new"), "{");
    Files.createFile(Path.of(target + ".owner"));

    assertThat(resume()).as(errors().toString()).isZero();

    assertThat(errors())
        .anyMatch(line -> line.startsWith("removed the scratch file"))
        .anyMatch(line -> line.startsWith("dropped the journal's last line"))
        .contains("resuming: 3 of 4 blocks are there");
    assertThat(RunFolder.open(folder).problems()).isEmpty();
    List<TrialRecord> trials = RunFolder.open(folder).trials();
    assertThat(trials).extracting(TrialRecord::trial).containsExactly(1, 2, 3, 4);
    assertThat(trials.get(2).wallNanos()).as("kept").isEqualTo(2_000_000);
    assertThat(trials.get(3).status()).isEqualTo(TrialStatus.OK);
    assertThat(trials.get(3).wallNanos()).as("measured").isGreaterThan(2_000_000);
    assertThat(directory.toFile().list()).containsExactly("run");
    assertThat(folder.toFile().list())
        .contains("run.json", "trials.jsonl", "report.html")
        .noneMatch(name -> name.matches(".*(scratch|owner|lock|logs|[.]trial[.]json|[.]new).*"));
  }

  @Test
  void shouldRefuseAnotherHostSayingWhatChanged() throws IOException {
    Map<String, String> queue = new LinkedHashMap<>(host.queue());
    queue.put("scheduler", "another");
    host =
        new Host(
            host.hostname(),
            "1.0 old",
            host.cpuModel(),
            host.cpus(),
            host.memoryBytes() + 4096,
            host.governor(),
            host.clockSource(),
            host.fileSystem(),
            host.device(),
            queue,
            host.writeCache(),
            host.virtualisation(),
            host.settings());
    versions.put("jdk", "1.4");
    makeRun(List.of(1));

    assertRefused("kernel: 1.0 old -> ", "scheduler: another -> ", "jdk: 1.4 -> ");
    assertThat(errors().get(0)).doesNotContain("memoryBytes", "cpuModel");
  }

  @Test
  void shouldRefuseAPlanThatWasChangedNamingTheField() throws IOException {
    makeRun(List.of(1));
    Path manifest = folder.resolve("run.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"rounds\" : 2", "\"rounds\" : 3"));

    assertRefused("(rounds)");
  }

  @Test
  void shouldRefuseArgumentsOfJvmsThatRunACommand() throws IOException {
    jvmArgs = new String[] {"-XX:OnError=touch here"};
    makeRun(List.of(1));

    assertRefused("'-XX:OnError=touch here' can't be given to the JVMs of trials");
  }

  @Test
  void shouldRefuseTrialsThatAreNotThoseOfThePlan() throws IOException {
    makeRun(List.of(1, 3));
    assertRefused("where trial 2 is planned", "there is trial 3");
  }

  @Test
  void shouldRefuseAForeignFileInTheTargetsPlace() throws IOException {
    makeRun(List.of(1));
    Files.writeString(target, "precious");

    assertRefused(target + " exists and isn't this run's");
    assertThat(target).hasContent("precious");
  }

  @Test
  void shouldRefuseATargetInUse() throws IOException {
    makeRun(List.of(1));
    try (ScratchFile scratch = ScratchFile.create(target, 4096)) {
      assertRefused(scratch.path() + " is in use by process " + ProcessHandle.current().pid());
      assertThat(ScratchFile.isOwn(target)).isTrue();
    }
  }

  @Test
  void shouldRefuseARunThatIsUnderWay() throws IOException {
    makeRun(List.of(1));
    RunLock lock = RunLock.take(folder);
    try (lock) {
      assertThat(resume()).isEqualTo(2);
      assertThat(errors()).singleElement().asString().contains("by another process");
    }
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("run.json", "trials.jsonl");
  }

  @Test
  void shouldRefuseWhenTheTargetsDirectoryIsGone() throws IOException {
    target = directory.resolve("gone/scratch");
    makeRun(List.of(1));
    assertRefused("its directory is gone");
  }

  private void assertRefused(String... inMessage) throws IOException {
    String journal = Files.readString(folder.resolve("trials.jsonl"));

    assertThat(resume()).isEqualTo(2);

    assertThat(errors()).singleElement().asString().contains(inMessage);
    assertThat(out.size()).isZero();
    assertThat(folder.resolve("trials.jsonl")).hasContent(journal);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("run.json", "trials.jsonl");
  }

  /** Makes a run of four trials, of which those numbered are in the journal. */
  private void makeRun(List<Integer> present) throws IOException {
    Plan plan =
        TestRecords.plan(
            "smoke",
            7,
            rounds,
            1,
            1,
            "psync",
            0.03,
            0.95,
            false,
            target.toString(),
            List.of(CELL),
            List.of(),
            stopping);
    RunFolder run =
        RunFolder.create(
            folder,
            new RunManifest(
                TrialRecord.SCHEMA_VERSION,
                "run",
                "2026-11-22T00:00:00Z",
                List.of(),
                versions,
                TestRecords.withJvmArgs(plan, jvmArgs),
                host));
    List<PlannedTrial> all = BlockOrder.trials(BlockOrder.of(plan));
    for (int number : present) {
      run.append(List.of(made(all.get(number - 1))));
    }
  }

  private static TrialRecord made(PlannedTrial trial) {
    List<PassRecord> passes = List.of(TestRecords.pass(1_000_000, 65536, 16, 0, null));
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

  private int resume() {
    return CommandLines.execute(
        new String[] {"resume", folder.toString()},
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private List<String> errors() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
