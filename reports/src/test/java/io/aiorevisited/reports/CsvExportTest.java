package io.aiorevisited.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvExportTest {

  @TempDir Path temp;

  @Test
  void shouldHoldEveryEstimateComparisonAndControl() throws IOException {
    Path file = temp.resolve("tables.csv");
    CsvExport.write(
        RunAnalysis.of(
            new GeneratedRun(11)
                .rounds(12)
                .noise(0.01)
                .engine("aio", 1.1)
                .writeTo(temp.resolve("run"))),
        file);

    List<String> lines = Files.readAllLines(file);
    List<String> header = List.of(lines.get(0).split(","));
    assertThat(lines).filteredOn(l -> l.startsWith("estimate,")).hasSize(8 * 4);
    assertThat(lines).filteredOn(l -> l.startsWith("comparison,")).hasSize(8 * 2);
    assertThat(lines).filteredOn(l -> l.startsWith("control,")).hasSize(8);

    String aio =
        lines.stream()
            .filter(l -> l.startsWith("comparison,aio,threads,,iozone,write,16384,"))
            .findFirst()
            .orElseThrow();
    List<String> fields = Arrays.asList(aio.split(",", -1));
    assertThat(fields).hasSameSizeAs(header);
    assertThat(fields.get(header.indexOf("verdict"))).isEqualTo("FASTER");
    assertThat(Double.parseDouble(fields.get(header.indexOf("ratio")))).isBetween(1.07, 1.13);
    assertThat(Double.parseDouble(fields.get(header.indexOf("bcaLow")))).isGreaterThan(1);
  }
}
