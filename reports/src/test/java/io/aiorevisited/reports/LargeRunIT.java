package io.aiorevisited.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renders 10,000 trials in a JVM with a heap of 512 MiB. */
class LargeRunIT {

  private static final long THREE_MIB = 3L << 20;

  /** A hang, not a measure of speed: the work takes seconds. */
  private static final long HANGS_AFTER_SECONDS = 180;

  @TempDir Path temp;

  @Test
  void shouldRenderTenThousandTrialsInSmallMemory() throws Exception {
    List<Cell> conditions = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      conditions.add(GeneratedRun.iozone(i % 2 == 0 ? "write" : "read", 512L * (i + 1)));
    }
    Path folder = temp.resolve("run");
    new GeneratedRun(7).rounds(32).engine("aio", 1.04).conditions(conditions).write(folder);
    Path log = temp.resolve("log");

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1", // as all test JVMs; the heap is what is looked at
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                LargeRunIT.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(HANGS_AFTER_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();

    assertThat(ended).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    assertThat(Files.size(folder.resolve("report.html"))).isBetween(500_000L, THREE_MIB);
    assertThat(Files.readString(folder.resolve("report.html"))).contains("10240 trials: 10240 OK");
  }

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    RunAnalysis analysis = RunAnalysis.of(RunFolder.open(folder));
    HtmlReport.write(analysis, folder.resolve("report.html"));
    CsvExport.write(analysis, folder.resolve("tables.csv"));
  }
}
