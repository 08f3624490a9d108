package io.aiorevisited.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.analysis.record.GateRecord.Outcome;
import io.aiorevisited.analysis.record.SubmissionRecord;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.CpuPlacement;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.workloads.targets.TargetException;
import io.aiorevisited.workloads.targets.TargetState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrialTargetStatesTest {
  @TempDir(factory = UnderBuildFolder.class)
  Path directory;

  static Stream<Arguments> enginesAndStates() {
    return EnginesUnderTest.movingData()
        .flatMap(
            engine ->
                Stream.of(TargetState.WRITTEN, TargetState.PREALLOC, TargetState.SPARSE)
                    .map(state -> Arguments.of(engine, state)));
  }

  @ParameterizedTest
  @MethodSource("enginesAndStates")
  void shouldWriteEachPassToATargetInItsStateAndProveTheData(EngineType engine, TargetState state)
      throws IOException {
    TrialResult result = run(engine, state, IoOperation.WRITE, CacheMode.NONE);

    assertThat(gate(result, "extents").outcome()).isEqualTo(Outcome.PASSED);
    assertThat(result.gates()).noneMatch(GateRecord::failed);
    assertThat(result.latency().nanos().count()).as("without the lead-in").isEqualTo(2 * 64);
    assertThat(result.receipts().requests()).as("without the lead-in").isEqualTo(2 * 64);
    assertThat(result.buffers().asked()).isEqualTo("huge");
    assertThat(result.buffers().bytes()).isPositive();
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource(
      value = TargetState.class,
      names = {"PREALLOC", "SPARSE"})
  void shouldFailTheExtentsGateOnReadsWithoutData(TargetState state) throws IOException {
    TrialResult result = run(EngineType.PSYNC, state, IoOperation.READ, CacheMode.NONE);

    assertThat(gate(result, "extents").outcome()).isEqualTo(Outcome.FAILED);
    assertThat(gate(result, "extents").fix()).contains("--target-state written");
  }

  @Test
  void shouldPassTheExtentsGateOnReadsOfData() throws IOException {
    TrialResult result =
        run(EngineType.PSYNC, TargetState.WRITTEN, IoOperation.READ, CacheMode.NONE);

    assertThat(gate(result, "extents").outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void shouldTimeSubmissionsOfNativeAio() throws IOException {
    TrialResult result =
        run(EngineType.AIO, TargetState.WRITTEN, IoOperation.WRITE, CacheMode.WRITEBACK);

    SubmissionRecord submission = result.submission();
    assertThat(submission.requests()).isEqualTo(2 * 64);
    assertThat(submission.nanos().count()).isBetween(1L, 2 * 64L);
    assertThat(submission.completedMeanwhile())
        .as("buffered requests are carried out inside io_submit")
        .isEqualTo(submission.requests());
  }

  @Test
  void shouldHaveNoSubmissionsOfEnginesThatMakeNone() throws IOException {
    TrialResult result =
        run(EngineType.THREADS, TargetState.WRITTEN, IoOperation.READ, CacheMode.NONE);

    assertThat(result.submission()).isNull();
  }

  @Test
  void shouldRefuseToPutAForeignFileIntoAState() throws IOException {
    byte[] data = new byte[1 << 20];
    Path foreign = Files.write(directory.resolve("foreign"), data);

    assertThatThrownBy(
            () ->
                Trial.open(
                    settings(
                        EngineType.PSYNC,
                        Optional.of(foreign),
                        TargetState.SPARSE,
                        IoOperation.READ,
                        CacheMode.NONE),
                    null))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("only a scratch file");
    assertThat(foreign).hasBinaryContent(data);
  }

  @Test
  void shouldRefuseAFileAsADevice() throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[1 << 20]);

    assertThatThrownBy(
            () ->
                Trial.open(
                    settings(
                        EngineType.PSYNC,
                        Optional.of(file),
                        TargetState.DEVICE,
                        IoOperation.READ,
                        CacheMode.NONE),
                    null))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("is not a block device");
  }

  private TrialResult run(
      EngineType engine, TargetState state, IoOperation operation, CacheMode cacheMode)
      throws IOException {
    TrialSettings settings = settings(engine, Optional.empty(), state, operation, cacheMode);
    try (Trial trial = Trial.open(settings, directory.resolve("scratch"))) {
      trial.pass(false);
      trial.pass(true);
      trial.pass(true);
      return trial.finish();
    }
  }

  private static TrialSettings settings(
      EngineType engine,
      Optional<Path> target,
      TargetState state,
      IoOperation operation,
      CacheMode cacheMode) {
    WorkloadSpec spec = Specs.random(operation, 16 << 10, 4, 64);
    return new TrialSettings(
        engine,
        spec,
        cacheMode,
        target,
        state,
        true,
        false,
        true,
        BufferPages.HUGE,
        CpuPlacement.FREE,
        0.25,
        InstalledPrograms.ofThisHost(),
        false);
  }

  private static GateRecord gate(TrialResult result, String name) {
    return result.gates().stream()
        .filter(gate -> gate.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
