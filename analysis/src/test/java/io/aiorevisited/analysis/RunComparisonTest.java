package io.aiorevisited.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.stats.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunComparisonTest {

  private static final Cell READ_16K = GeneratedRun.iozone("read", 16384);
  private static final Cell READ_64K = GeneratedRun.iozone("read", 65536);

  @TempDir Path temp;

  @Test
  void shouldFindWhatChangedForOneEngine() throws Exception {
    RunComparison comparison =
        RunComparison.of(analyse(run(1, READ_16K)), analyse(run(2, READ_16K).engine("aio", 1.15)));

    assertThat(comparison.refused()).isEmpty();
    assertThat(comparison.cells())
        .extracting(cell -> cell.cell().engine())
        .containsExactly("psync", "threads", "aio");
    assertThat(comparison.cells())
        .extracting(cell -> cell.comparison().verdict())
        .containsExactly(Verdict.EQUIVALENT, Verdict.EQUIVALENT, Verdict.FASTER);
  }

  @Test
  void shouldRefuseCellsThatDifferAndJudgeTheRest() throws Exception {
    RunComparison comparison =
        RunComparison.of(
            analyse(run(1, READ_16K, READ_64K)), analyse(run(2, READ_16K, sparse(READ_64K))));

    assertThat(comparison.cells()).hasSize(3);
    assertThat(comparison.refused())
        .hasSize(6)
        .extracting(RunComparison.RefusedCell::reason)
        .contains(
            "is not comparable: after has another target state, sparse",
            "is not comparable: before has another target state, written");
  }

  @Test
  void shouldRefuseRunsWithoutACellInCommon() {
    assertThatThrownBy(() -> RunComparison.of(analyse(run(1, READ_16K)), analyse(run(2, READ_64K))))
        .isInstanceOf(NotComparableException.class)
        .hasMessageContaining("no cell in common")
        .hasMessageContaining("iozone read 16k of psync is not comparable")
        .hasMessageContaining("after has another block size, 64k");
  }

  @Test
  void shouldGiveNoVerdictUnderSixTrials() throws Exception {
    RunComparison comparison =
        RunComparison.of(
            analyse(run(1, READ_16K).rounds(5)), analyse(run(2, READ_16K).engine("aio", 2)));

    assertThat(comparison.cells())
        .extracting(cell -> cell.comparison().verdict())
        .containsOnly(Verdict.TOO_FEW_ROUNDS);
  }

  private static GeneratedRun run(long seed, Cell... conditions) {
    return new GeneratedRun(seed)
        .rounds(20)
        .noise(0.005)
        .passNoise(0.001)
        .conditions(List.of(conditions));
  }

  private static Cell sparse(Cell c) {
    return TestRecords.cell(
        c.engine(),
        c.workload(),
        c.operation(),
        c.blockSizeBytes(),
        c.depth(),
        c.splitBytes(),
        "sparse",
        c.cacheMode(),
        c.sizeBytes());
  }

  private RunAnalysis analyse(GeneratedRun run) throws IOException {
    return RunAnalysis.of(run.writeTo(temp.resolve("run" + System.identityHashCode(run))));
  }
}
