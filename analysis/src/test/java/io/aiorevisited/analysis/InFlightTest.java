package io.aiorevisited.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.cpu.LedgeredRun;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InFlightTest {
  private static final List<Cell> CONDITIONS =
      List.of(random(1), random(16), random(128), GeneratedRun.dd("read"));

  @TempDir Path temp;

  @Test
  void shouldNameWhatAnEngineHadInFlightWhereThatIsLessThanAskedFor() throws IOException {
    RunAnalysis analysis =
        RunAnalysis.of(
            LedgeredRun.write(
                new GeneratedRun(1).rounds(1).conditions(CONDITIONS),
                temp.resolve("run"),
                UnaryOperator.identity()));
    CellNames names = CellNames.of(analysis.manifest().plan());
    InFlight inFlight = analysis.inFlight();

    assertThat(names.label(random(1).withEngine("psync"), inFlight))
        .isEqualTo("random read 4k qd1");
    assertThat(names.label(random(16).withEngine("psync"), inFlight))
        .isEqualTo("random read 4k qd1 of 16");
    assertThat(names.label(random(128).withEngine("threads"), inFlight))
        .isEqualTo("random read 4k qd64 of 128");
    assertThat(names.label(random(128).withEngine("aio"), inFlight))
        .isEqualTo("random read 4k qd128");
    assertThat(names.label(GeneratedRun.dd("read").withEngine("psync"), inFlight))
        .isEqualTo("dd read 20M");
    assertThat(inFlight.note(CONDITIONS, List.of("psync", "threads", "aio")))
        .startsWith("Requests in flight at most, where fewer than the workload sends at once: ")
        .contains("psync 1 of 16 to 128, threads 64 of 128.");
    assertThat(inFlight.note(List.of(random(1)), List.of("psync"))).isEmpty();
  }

  @Test
  void shouldSayNothingOfRecordsThatDoNotHaveIt() throws IOException {
    RunAnalysis analysis =
        RunAnalysis.of(
            new GeneratedRun(1).rounds(1).conditions(CONDITIONS).writeTo(temp.resolve("run")));

    assertThat(analysis.inFlight().below(random(16).withEngine("psync"))).isEmpty();
    assertThat(analysis.inFlight().note(CONDITIONS, analysis.engines())).isEmpty();
  }

  private static Cell random(int depth) {
    return TestRecords.cell("", "random", "read", 4096, depth, 0, "written", "none", 64 << 20);
  }
}
