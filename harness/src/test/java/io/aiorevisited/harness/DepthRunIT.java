package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.harness.command.BesideTheClasses;
import io.aiorevisited.harness.command.CommandLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @Test
  void shouldSayOfEachEngineWhatItHadInFlight() throws IOException {
    Path folder = directory.resolve("run");
    String call =
        "run --profile smoke --engines psync,threads,aio --workloads iozone,dd --block-sizes 16k,1M"
            + " --split 256k --size 4M --depth 1,4 --rounds 1 --verify --out "
            + folder;
    assertThat(execute(call.split(" "))).as(text(err)).isZero();

    Map<String, JsonNode> trials = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("trials.jsonl"))) {
      JsonNode trial = JSON.readTree(line);
      JsonNode cell = trial.get("cell");
      assertThat(trial.get("status").asString()).as(line).isEqualTo("OK");
      trials.put(
          String.join(
              " ",
              cell.get("engine").asString(),
              cell.get("workload").asString(),
              cell.get("operation").asString(),
              cell.get("depth").asString()),
          trial.get("result"));
    }
    for (String operation : List.of("write", "read")) {
      for (String cell : List.of("iozone", "dd")) {
        for (int blocks : new int[] {1, 4}) {
          String name = " " + cell + " " + operation + " ";
          int depth = cell.equals("dd") ? 4 * blocks : blocks;
          assertThat(inFlight(trials.get("psync" + name + depth))).isEqualTo(1);
          assertThat(inFlight(trials.get("aio" + name + depth))).isEqualTo(depth);
          assertThat(inFlight(trials.get("threads" + name + depth))).isBetween(1, depth);
          assertThat(trials.get("psync" + name + depth).get("latency").get("nanos").get("count"))
              .isEqualTo(trials.get("aio" + name + depth).get("receipts").get("requests"));
          assertThat(depthGate(trials.get("psync" + name + depth)))
              .startsWith("at most 1 of " + depth + " in flight at once: psync carries each out");
        }
      }
    }
    assertReport(folder);
  }

  private void assertReport(Path folder) throws IOException {
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("What depth brings", "CPU time of a request", "Time of a request, p99")
        .contains("psync, iozone read 16k qd1 of 4</th>", "aio, iozone read 16k qd4</th>")
        .contains("psync, dd read 1M 4 blocks qd1 of 16</th>", "aio, dd read 1M 4 blocks</th>")
        .doesNotContain("psync, iozone read 16k qd4</th>");
    List<String> csv = Files.readAllLines(folder.resolve("tables.csv"));
    assertThat(csv.get(0)).endsWith("tableUnit,tableMean,iops,microsPerRequest,inFlightAtMost");
    assertThat(csv)
        .anyMatch(
            line ->
                line.startsWith("estimate,psync,,false,iozone,read,16384,4,")
                    && line.contains(",KB/s,")
                    && line.endsWith(",1"));
    assertThat(text(out).replaceAll("\\s+", " "))
        .contains("read 16k qd1 of 4", "sends at once: psync 1 of 4")
        .contains(" in flight 1 1 ");
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
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
