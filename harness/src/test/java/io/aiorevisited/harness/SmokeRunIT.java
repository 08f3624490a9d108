package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.harness.command.BesideTheClasses;
import io.aiorevisited.harness.command.CommandLines;
import io.aiorevisited.harness.forks.QuickForks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole way with real forks: both workloads, a few engines, tiny sizes. */
class SmokeRunIT {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void shouldMeasureRecordReportAndReportAgain() throws IOException {
    int status =
        execute(
            "run",
            "--profile",
            "smoke",
            "--engines",
            "threads,aio,null",
            "--block-sizes",
            "16k,1M",
            "--size",
            "2M",
            "--rounds",
            "1",
            "--seed",
            "5",
            "--out",
            directory.resolve("run").toString());

    assertThat(status).as(text(err)).isZero();
    Path folder = directory.resolve("run");
    assertManifest(folder);
    assertJournal(folder);
    assertThat(names(folder))
        .containsExactlyInAnyOrder(
            "run.json",
            "trials.jsonl",
            "report.html",
            "tables.csv",
            "call-cost.json",
            "forks.json");
    assertThat(lastLine(out)).isEqualTo(folder.resolve("report.html").toString());
    assertThat(folder.resolve("report.html")).content().contains("</html>");
    assertThat(Files.readAllLines(folder.resolve("tables.csv")))
        .anyMatch(line -> line.startsWith("kind,engine,"))
        .anyMatch(line -> line.startsWith("comparison,aio,threads,"));
    assertThat(text(err)).contains("seed 5", "trials", "target", "free", "with " + QuickForks.ARGS);
    assertRendersAgainFromTheRecordAlone(folder);
  }

  private void assertRendersAgainFromTheRecordAlone(Path folder) throws IOException {
    String tables = text(out);
    String report = Files.readString(folder.resolve("report.html"));
    String csv = Files.readString(folder.resolve("tables.csv"));
    Files.delete(folder.resolve("report.html"));
    Files.delete(folder.resolve("tables.csv"));
    out.reset();

    assertThat(execute("report", folder.toString())).as(text(err)).isZero();

    assertThat(text(out)).isEqualTo(tables);
    assertThat(folder.resolve("report.html")).hasContent(report);
    assertThat(folder.resolve("tables.csv")).hasContent(csv);
  }

  @Test
  void shouldEndWithStatus1WhereACellHasNoFigure() throws IOException {
    int events = (33 << 20) / 512; // of one engine: the other arm may have ended, or not begun
    long most = Long.parseLong(Files.readString(Path.of("/proc/sys/fs/aio-max-nr")).strip());
    Assumptions.assumeTrue(most < events, "this host grants " + most + " native AIO events");

    int status =
        execute(
            "run",
            "--profile",
            "smoke",
            "--engines",
            "aio",
            "--workloads",
            "dd",
            "--block-sizes",
            "33M",
            "--size",
            "33M",
            "--split",
            "512",
            "--operations",
            "read",
            "--rounds",
            "1",
            "--out",
            directory.resolve("results").toString());

    assertThat(status).as(text(err)).isEqualTo(1);
    Path folder = directory.resolve("results");
    assertThat(Files.readAllLines(folder.resolve("trials.jsonl")))
        .hasSize(2)
        .allSatisfy(
            line -> {
              assertThat(JSON.readTree(line).get("status").asString()).isEqualTo("FAILED");
              assertThat(JSON.readTree(line).get("reason").asString())
                  .startsWith("io_setup failed")
                  .contains("EAGAIN", "fs.aio-max-nr");
            });
    assertThat(names(folder))
        .containsExactlyInAnyOrder(
            "run.json",
            "trials.jsonl",
            "report.html",
            "tables.csv",
            "call-cost.json",
            "forks.json",
            "logs");
  }

  private void assertManifest(Path folder) throws IOException {
    JsonNode run = JSON.readTree(folder.resolve("run.json").toFile());
    assertThat(run.propertyNames())
        .contains("schemaVersion", "runId", "createdAt", "commandLine", "versions", "plan", "host");
    assertThat(run.get("plan").get("seed").asLong()).isEqualTo(5);
    assertThat(run.get("plan").get("family")).isNotEmpty();
    assertThat(run.get("plan").get("jvmArgs"))
        .extracting(JsonNode::asString)
        .containsExactly(QuickForks.ARGS.split(" "));
    assertThat(run.get("commandLine").get(1).asString()).isEqualTo("--profile");
    assertThat(run.get("versions").propertyNames())
        .contains("aio-revisited", "jdk", "jvm", "jmh", "jna", "trialJvmArgs");
    assertThat(run.get("versions").get("jmh").asString()).isEqualTo("1.37");
    assertThat(run.get("host").propertyNames())
        .contains("kernel", "cpuModel", "memoryBytes", "governor", "fileSystem", "device", "queue")
        .contains("writeCache");
  }

  private void assertJournal(Path folder) throws IOException {
    Set<String> cells = new HashSet<>();
    List<String> lines = Files.readAllLines(folder.resolve("trials.jsonl"));
    for (String line : lines) {
      JsonNode trial = JSON.readTree(line);
      assertThat(trial.propertyNames())
          .contains("schemaVersion", "trial", "round", "status", "control", "cell", "result");
      assertThat(trial.get("result").propertyNames()).contains("passes", "receipts", "gates");
      assertThat(trial.get("status").asString()).as(line).isEqualTo("OK");
      JsonNode cell = trial.get("cell");
      assertThat(cell.propertyNames())
          .containsExactlyInAnyOrder(
              "engine",
              "workload",
              "operation",
              "blockSizeBytes",
              "depth",
              "splitBytes",
              "targetState",
              "cacheMode",
              "sizeBytes",
              "buffers",
              "placement");
      JsonNode pass = trial.get("result").get("passes").get(0);
      assertThat(pass.propertyNames())
          .contains("durationNanos", "bytes", "requests", "allocatedBytes");
      assertThat(pass.get("bytes").asLong()).isEqualTo(2 << 20);
      assertThat(pass.get("durationNanos").asLong()).isPositive();
      cells.add(cell + " " + trial.get("control"));
    }
    // Three engines and the control, two workloads, two directions, each once.
    assertThat(lines).hasSize(16);
    assertThat(cells).hasSize(16);
  }

  private int execute(String... args) {
    return CommandLines.execute(
        QuickForks.commandLine(args),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  private static String lastLine(ByteArrayOutputStream stream) {
    List<String> lines = new ArrayList<>(text(stream).lines().toList());
    return lines.get(lines.size() - 1);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }
}
