package io.aiorevisited.workloads.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.analysis.record.BuffersRecord;
import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.analysis.record.GateRecord.Outcome;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.workloads.OnTmpfs;
import io.aiorevisited.workloads.UnderBuildFolder;
import io.aiorevisited.workloads.targets.TargetState;
import io.aiorevisited.workloads.targets.file.ScratchFile;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialGatesTest {
  private static final BuffersRecord BUFFERS = new BuffersRecord("huge", 2 << 20, 1 << 20);

  private static final int BLOCK_BYTES = 256 << 10;
  private static final int BYTES = 16 * BLOCK_BYTES;

  @TempDir(factory = UnderBuildFolder.class)
  Path disk;

  @TempDir(factory = OnTmpfs.class)
  Path tmpfs;

  @Test
  void shouldPassReadsOfAWrittenFileOnADisk() throws IOException {
    try (ScratchFile file = ScratchFile.create(disk.resolve("scratch"), BYTES)) {
      Map<String, GateRecord> results = read(file.path(), TargetState.WRITTEN);

      assumeTrue(
          results.get("device-bytes").outcome() == Outcome.PASSED,
          results.get("device-bytes").reason());
      assertThat(results.values())
          .noneSatisfy(result -> assertThat(result.outcome()).isEqualTo(Outcome.FAILED));
      assertThat(results.get("extents").outcome()).isEqualTo(Outcome.PASSED);
      assertThat(results.get("cache-mode").outcome()).isEqualTo(Outcome.PASSED);
      assertThat(results.get("request-splitting").reason()).contains("max_segments=");
    }
  }

  @Test
  void shouldFailReadsOfAHole() throws IOException {
    Path hole = disk.resolve("hole");
    try (RandomAccessFile file = new RandomAccessFile(hole.toFile(), "rw")) {
      file.setLength(BYTES);
    }

    Map<String, GateRecord> results = read(hole, TargetState.SPARSE);

    assertThat(results.get("extents").outcome()).isEqualTo(Outcome.FAILED);
    assertThat(results.get("extents").reason()).contains("missing");
    assertThat(results.get("device-bytes").outcome()).isNotEqualTo(Outcome.PASSED);
  }

  @Test
  void shouldSayWhatCannotBeCheckedInMemory() throws IOException {
    try (ScratchFile file = ScratchFile.create(tmpfs.resolve("scratch"), BYTES)) {
      Map<String, GateRecord> results = read(file.path(), TargetState.WRITTEN);

      assertThat(results.get("device-bytes"))
          .isEqualTo(GateRecord.notCheckable("device-bytes", "the target lies in memory"));
      assertThat(results.get("page-cache").outcome()).isEqualTo(Outcome.NOT_CHECKABLE);
      assertThat(results.get("extents").outcome()).isEqualTo(Outcome.PASSED);
    }
  }

  @Test
  void shouldNotJudgeATrialWithoutPasses() throws IOException {
    try (ScratchFile scratch = ScratchFile.create(disk.resolve("scratch"), BYTES);
        IoFile file = IoFile.open(scratch.path(), CacheMode.WRITEBACK, FileAccess.READ_ONLY)) {
      TrialGates gates = gates(file, TargetState.WRITTEN);

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  gates.judge(
                      new EngineReceipts(0, 0, Map.of(), 0, 0, Map.of(), 0, 0, 0, ""),
                      false,
                      BUFFERS));
    }
  }

  private static Map<String, GateRecord> read(Path path, TargetState state) throws IOException {
    try (IoFile file = IoFile.open(path, CacheMode.NONE, FileAccess.READ_ONLY);
        IoEngine engine =
            EngineType.PSYNC.open(file, 1, BLOCK_BYTES, BufferPages.HUGE, ThreadPlacement.FREE)) {
      TrialGates gates = gates(file, state);
      gates.beforePass();
      long start = System.nanoTime();
      for (long offset = 0; offset < BYTES; offset += BLOCK_BYTES) {
        IoRequest request = engine.request(0);
        request.prepare(IoOperation.READ, offset, BLOCK_BYTES);
        engine.queue(request);
        engine.commit();
        assertThat(engine.getEvents(1, 1)).isOne();
      }
      long nanos = System.nanoTime() - start;
      gates.afterPass(nanos);
      List<GateRecord> results = gates.judge(engine.receipts(), false, BUFFERS);
      return results.stream().collect(Collectors.toMap(GateRecord::name, result -> result));
    }
  }

  private static TrialGates gates(IoFile file, TargetState state) {
    PassShape shape = new PassShape(IoOperation.READ, BYTES, BYTES / BLOCK_BYTES, 1);
    return new TrialGates(EngineType.PSYNC, shape, state, file, SystemTrees.host());
  }
}
