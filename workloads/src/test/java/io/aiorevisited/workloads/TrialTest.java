package io.aiorevisited.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.CpuPlacement;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.workloads.targets.TargetException;
import io.aiorevisited.workloads.targets.TargetState;
import io.aiorevisited.workloads.targets.file.ScratchFile;
import io.aiorevisited.workloads.targets.probe.PageCacheResidency;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrialTest {
  private static final long SIZE = 1 << 20;

  @TempDir(factory = UnderBuildFolder.class)
  Path directory;

  static Stream<Arguments> enginesAndOperations() {
    return EnginesUnderTest.movingData()
        .flatMap(
            engine ->
                Stream.of(IoOperation.values()).map(operation -> Arguments.of(engine, operation)));
  }

  @ParameterizedTest
  @MethodSource("enginesAndOperations")
  void shouldCountWarmUpsAndMeasuredPassesApart(EngineType engine, IoOperation operation)
      throws IOException {
    WorkloadSpec spec = Specs.dd(operation, 256 << 10, 64 << 10, 4);
    TrialResult result;
    try (Trial trial = Trial.open(settings(engine, spec, Optional.empty(), true), scratch())) {
      trial.pass(false);
      trial.pass(false);
      trial.pass(true);
      trial.pass(true);
      trial.pass(true);
      result = trial.finish();
    }

    assertThat(result.warmups()).hasSize(2);
    assertThat(result.passes())
        .hasSize(3)
        .allSatisfy(pass -> assertThat(pass.bytes()).isEqualTo(SIZE));
    assertThat(result.warmupReceipts().requests()).isEqualTo(2 * spec.requestsPerPass());
    assertThat(result.receipts().requests()).isEqualTo(3 * spec.requestsPerPass());
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void shouldWriteToAScratchFileOfThisRunAndLeaveItThere() throws IOException {
    WorkloadSpec spec = Specs.iozone(IoOperation.WRITE, 16 << 10, 64);
    try (ScratchFile scratch = ScratchFile.create(scratch(), SIZE)) {
      try (Trial trial =
          Trial.open(settings(EngineType.PSYNC, spec, Optional.of(scratch.path()), true), null)) {
        trial.pass(true);
        assertThat(trial.finish().passes()).hasSize(1);
      }
      assertThat(ScratchFile.isOwn(scratch.path())).isTrue();
    }
  }

  @Test
  void shouldRefuseToWriteToAForeignFile() throws IOException {
    Path foreign = Files.write(directory.resolve("foreign"), new byte[(int) SIZE]);
    WorkloadSpec spec = Specs.iozone(IoOperation.WRITE, 16 << 10, 64);

    assertThatThrownBy(
            () -> Trial.open(settings(EngineType.NULL, spec, Optional.of(foreign), false), null))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("refused to write to " + foreign);
    assertThat(foreign).hasBinaryContent(new byte[(int) SIZE]);
  }

  @Test
  void shouldReadAForeignFileWithoutChangingIt() throws IOException {
    Path foreign = Files.write(directory.resolve("foreign"), new byte[(int) SIZE]);
    assertThat(foreign.toFile().setReadOnly()).isTrue();
    WorkloadSpec spec = Specs.iozone(IoOperation.READ, 16 << 10, 64);
    try (Trial trial =
        Trial.open(settings(EngineType.PSYNC, spec, Optional.of(foreign), true), null)) {
      trial.pass(true);
      trial.finish();
    }
    assertThat(foreign).hasBinaryContent(new byte[(int) SIZE]);
  }

  @Test
  void shouldLeaveNothingInThePageCacheWhereReadsAreProven() throws IOException {
    WorkloadSpec spec = Specs.iozone(IoOperation.READ, 16 << 10, 64);
    try (ScratchFile scratch = ScratchFile.create(scratch(), SIZE)) {
      try (Trial trial =
          Trial.open(settings(EngineType.PSYNC, spec, Optional.of(scratch.path()), true), null)) {
        trial.pass(true);
        trial.finish();
      }
      try (IoFile file = IoFile.open(scratch.path(), CacheMode.NONE, FileAccess.READ_ONLY)) {
        // Empty where the kernel tells this user nothing.
        assertThat(PageCacheResidency.of(file.fd(), SIZE).map(PageCacheResidency::cachedPages))
            .isIn(Optional.of(0L), Optional.empty());
      }
    }
  }

  @Test
  void shouldRefuseATargetThatIsTooSmall() throws IOException {
    Path small = Files.write(directory.resolve("small"), new byte[4096]);
    WorkloadSpec spec = Specs.iozone(IoOperation.READ, 4096, 2);

    assertThatThrownBy(
            () -> Trial.open(settings(EngineType.PSYNC, spec, Optional.of(small), false), null))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("has 4096 bytes, a pass needs 8192");
  }

  @Test
  void shouldLeaveNothingWhenAPassFails() throws IOException {
    WorkloadSpec spec = Specs.iozone(IoOperation.READ, 16 << 10, 64);
    Path scratch = scratch();
    Trial trial = Trial.open(settings(EngineType.PSYNC, spec, Optional.empty(), false), scratch);
    try (RandomAccessFile file = new RandomAccessFile(scratch.toFile(), "rw")) {
      file.setLength(SIZE / 2);
    }

    assertThatThrownBy(() -> trial.pass(true))
        .isInstanceOf(PassFailedException.class)
        .hasMessageContaining("offset 524288")
        .hasNoSuppressedExceptions();
    assertThat(directory).isEmptyDirectory();
    trial.close();
  }

  @Test
  void shouldLeaveNothingWhenVerificationFails() throws IOException {
    WorkloadSpec spec = Specs.iozone(IoOperation.WRITE, 16 << 10, 64);
    Path scratch = scratch();
    Trial trial = Trial.open(settings(EngineType.PSYNC, spec, Optional.empty(), true), scratch);
    trial.pass(true);
    try (RandomAccessFile file = new RandomAccessFile(scratch.toFile(), "rw")) {
      file.seek(SIZE / 2);
      file.write(1);
    }

    assertThatThrownBy(trial::finish)
        .isInstanceOf(DataMismatchException.class)
        .hasMessageContaining("offset 524288");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void shouldLeaveNothingWhenTheEngineCannotBeOpened() throws IOException {
    EnginesUnderTest.assumeAioRefuses(73_728);
    WorkloadSpec tooDeep = Specs.dd(IoOperation.READ, 36 << 20, 512, 1);

    assertThatThrownBy(
            () -> Trial.open(settings(EngineType.AIO, tooDeep, Optional.empty(), false), scratch()))
        .isInstanceOf(SyscallException.class)
        .hasMessageContaining("io_setup");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void shouldRefuseAWarmUpAfterAMeasuredPass() throws IOException {
    WorkloadSpec spec = Specs.iozone(IoOperation.READ, 16 << 10, 1);
    try (Trial trial =
        Trial.open(settings(EngineType.PSYNC, spec, Optional.empty(), false), scratch())) {
      trial.pass(true);
      assertThatIllegalStateException()
          .isThrownBy(() -> trial.pass(false))
          .withMessageContaining("warm-up");
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void shouldRefuseToVerifyTheEngineThatMovesNothing() {
    WorkloadSpec spec = Specs.iozone(IoOperation.READ, 16 << 10, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(EngineType.NULL, spec, Optional.empty(), true))
        .withMessageContaining("the engine null moves no data");
  }

  private Path scratch() {
    return directory.resolve("scratch");
  }

  private static TrialSettings settings(
      EngineType engine, WorkloadSpec spec, Optional<Path> target, boolean verify) {
    return new TrialSettings(
        engine,
        spec,
        CacheMode.NONE,
        target,
        TargetState.WRITTEN,
        verify,
        false,
        false,
        BufferPages.HUGE,
        CpuPlacement.FREE,
        0,
        InstalledPrograms.ofThisHost(),
        false);
  }
}
