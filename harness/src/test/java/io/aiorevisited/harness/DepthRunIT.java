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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sequential workloads at two depths, with real forks: what was in flight is what is said of it.
 */
class DepthRunIT {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** A workload's depth doesn't know of the direction: each is moved in one of both. */
  @ParameterizedTest
  @CsvSource({
    "'psync,threads,aio', iozone, write, 16k, '', 1",
    "'psync,aio', dd, read, 1M, --split 256k, 4",
  })
  void shouldSayOfEachEngineWhatItHadInFlight(
      String engines,
      String workload,
      String operation,
      String block,
      String split,
      int requestsPerBlock)
      throws IOException {
    Path folder = directory.resolve("run");
    String call =
        "run --profile smoke --engines %s --workloads %s --operations %s"
                .formatted(engines, workload, operation)
            + " --block-sizes %s %s --size 4M --depth 1,4 --rounds 1 --verify --out %s"
                .formatted(block, split, folder);
    assertThat(execute(call.split(" +"))).as(text(err)).isZero();

    Map<String, JsonNode> trials = trials(folder);
    for (int blocks : new int[] {1, 4}) {
      int depth = requestsPerBlock * blocks;
      JsonNode psync = trials.get("psync " + depth);
      JsonNode aio = trials.get("aio " + depth);
      assertThat(inFlight(psync)).isEqualTo(1);
      assertThat(inFlight(aio)).isEqualTo(depth);
      if (engines.contains("threads")) {
        assertThat(inFlight(trials.get("threads " + depth))).isBetween(1, depth);
      }
      assertThat(psync.get("latency").get("nanos").get("count"))
          .isEqualTo(aio.get("receipts").get("requests"));
      assertThat(depthGate(psync))
          .startsWith("at most 1 of " + depth + " in flight at once: psync carries each out");
    }
    String cell = workload + " " + operation + " " + block;
    String page = Files.readString(folder.resolve("report.html"));
    assertThat(page)
        .contains("What depth brings", "CPU time of a request", "Time of a request, p99");
    if (requestsPerBlock == 1) {
      assertThat(page)
          .contains("psync, " + cell + " qd1 of 4</th>", "aio, " + cell + " qd4</th>")
          .doesNotContain("psync, " + cell + " qd4</th>");
      assertTables(folder, operation);
    } else {
      assertThat(page)
          .contains(cell + " 4 blocks qd1 of 16, psync</th>")
          .contains("aio, " + cell + " 4 blocks</th>");
    }
  }

  private static Map<String, JsonNode> trials(Path folder) throws IOException {
    Map<String, JsonNode> trials = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("trials.jsonl"))) {
      JsonNode trial = JSON.readTree(line);
      JsonNode cell = trial.get("cell");
      assertThat(trial.get("status").asString()).as(line).isEqualTo("OK");
      trials.put(
          cell.get("engine").asString() + " " + cell.get("depth").asString(), trial.get("result"));
    }
    return trials;
  }

  private void assertTables(Path folder, String operation) throws IOException {
    List<String> csv = Files.readAllLines(folder.resolve("tables.csv"));
    assertThat(csv.get(0))
        .endsWith("tableUnit,tableMean,iops,microsPerRequest,inFlightAtMost,accelerator");
    assertThat(csv)
        .anyMatch(
            line ->
                line.startsWith("estimate,psync,,false,iozone," + operation + ",16384,4,")
                    && line.contains(",KB/s,")
                    && line.endsWith(",1,"));
    assertThat(text(out).replaceAll("\\s+", " "))
        .contains("iozone " + operation + " 16k:", " qd1 of 4 ", "sends at once: psync 1 of 4")
        .contains(" in flight 1 ");
    assertThat(text(out).lines()).allMatch(line -> line.length() <= 80 || line.startsWith("/"));
  }

  private static int inFlight(JsonNode result) {
    return result.get("receipts").get("inFlightAtMost").asInt();
  }

  private static String depthGate(JsonNode result) {
    for (JsonNode gate : result.get("gates")) {
      if (gate.get("name").asString().equals("depth")) {
        return gate.get("reason").asString();
      }
    }
    throw new AssertionError("no depth gate: " + result.get("gates"));
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
}
