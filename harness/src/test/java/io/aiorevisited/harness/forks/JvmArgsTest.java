package io.aiorevisited.harness.forks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.harness.plan.WrongCallException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmArgsTest {

  private static final Cell CELL =
      TestRecords.cell("psync", "iozone", "read", 4096, 1, 0, "written", "none", 65536);

  @Test
  void shouldReadArgumentsSeparatedByBlanksAndNone() {
    assertThat(JvmArgs.parse(" -XX:TieredStopAtLevel=1  -Xss1m ").list())
        .containsExactly("-XX:TieredStopAtLevel=1", "-Xss1m");
    assertThat(JvmArgs.parse("none").list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xint",
        "-XX:-TieredCompilation",
        "-XX:ReservedCodeCacheSize=64m",
        "-XX:+UseCompressedOops",
        "-XX:+UseTransparentHugePages",
        "-Djdk.virtualThreadScheduler.parallelism=4",
        "-Dsun.nio.PageAlignDirectMemory=true"
      })
  void shouldTakeWhatATrialMayHave(String arg) {
    assertThat(JvmArgs.parse(arg).list()).containsExactly(arg);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xmx1g",
        "-Xms1g",
        "-Xmn1m",
        "-XX:MaxHeapSize=1g",
        "-XX:MaxRAMPercentage=50",
        "-XX:NewSize=1m",
        "-XX:+UseG1GC",
        "-XX:-UseSerialGC",
        "-XX:MaxDirectMemorySize=1m",
        "-XX:+UsePerfData",
        "-XX:PerfDataMemorySize=1m",
        "-Xshare:off",
        "-XX:SharedArchiveFile=a.jsa",
        "-XX:-UseSharedSpaces",
        "-XX:+AutoCreateSharedArchive",
        "-XX:AOTCache=a.aot",
        "-cp",
        "-jar",
        "--module-path=a",
        "-Xbootclasspath/a:a.jar",
        "-javaagent:a.jar",
        "-agentpath:/a.so",
        "-Xrunjdwp",
        "-Djna.tmpdir=/a",
        "-Djmh.ignoreLock=false",
        "-Daiorevisited.binding=ffm",
        "-Djava.io.tmpdir=/a",
        "-Dsun.boot.library.path=a",
        "-Djdk.a=/a",
        "-XX:OnError=ls",
        "-XX:Flags=a",
        "-XX:+IgnoreUnrecognizedVMOptions",
        "-Xlog:gc:file=a",
        "-Xinternalversion",
        "-version",
        "@a",
        "Main"
      })
  void shouldRefuseWhatEveryTrialHasAndWhatNamesFilesClassesOrCommands(String arg) {
    assertThatThrownBy(() -> JvmArgs.parse("-Xint " + arg))
        .isInstanceOf(WrongCallException.class)
        .hasMessageContaining("'" + arg + "' can't be given to the JVMs of trials");
  }

  @Test
  void shouldComeBeforeThoseOfEveryTrial() {
    Plan plan =
        TestRecords.plan(
            "smoke", 1, 1, 1, 1, "psync", 0.03, 0.95, false, "/t", List.of(CELL), List.of());
    TrialOptions options =
        new TrialOptions(
            TestRecords.withJvmArgs(plan, "-Xint"), Path.of("java"), () -> List.of("-Dlast"));
    List<String> expected = new ArrayList<>(List.of("-Xint"));
    expected.addAll(ForkSettings.trialArgs());
    expected.add("-Dlast");

    assertThat(options.of(CELL).build().getJvmArgs().get()).containsExactlyElementsOf(expected);
  }

  /** A class archive holds no code, so that runs that differ in compilers share one. */
  @Test
  void shouldLeaveOutTheCompilersWhereArchivesAreKept() {
    JvmArgs args =
        JvmArgs.parse(
            "-XX:TieredStopAtLevel=1 -XX:-UseCompressedOops -Xint -XX:-TieredCompilation"
                + " -XX:CICompilerCount=1");

    assertThat(args.thatShapeClasses()).containsExactly("-XX:-UseCompressedOops");
  }
}
