package io.aiorevisited.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.workloads.data.BlockData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadCheckTest {
  private static final WorkloadSpec SPEC = Specs.dd(IoOperation.READ, 32 << 10, 8 << 10, 3);
  private static final BlockData DATA = new BlockData(1);

  @TempDir(factory = UnderBuildFolder.class)
  Path directory;

  @ParameterizedTest
  @ValueSource(ints = {0, 8191, 8192, 50_000, 98_303})
  void shouldFindTheFirstByteThatDiffers(int at) throws IOException {
    byte[] bytes = new byte[96 << 10];
    new Random(5).nextBytes(bytes);
    Path engineReads = Files.write(directory.resolve("a"), bytes);
    bytes[at] ^= 1;
    Path plainReads = Files.write(directory.resolve("b"), bytes);

    try (IoFile file = IoFile.open(engineReads, CacheMode.WRITEBACK, FileAccess.READ_ONLY);
        IoEngine engine =
            EngineType.PSYNC.open(
                file,
                SPEC.depth(),
                SPEC.maxRequestBytes(),
                BufferPages.HUGE,
                ThreadPlacement.FREE)) {
      Pass pass = new Pass(engine, SPEC, DATA);
      new ReadCheck(engineReads, engine, SPEC, pass).run();

      DataMismatchException mismatch =
          catchThrowableOfType(
              DataMismatchException.class,
              () -> new ReadCheck(plainReads, engine, SPEC, pass).run());
      assertThat(mismatch.offset()).isEqualTo(at / 8 * 8);
      assertThat(mismatch).hasMessageContaining("wrong data read at offset " + at / 8 * 8);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldNotTakeDataLeftInTheBuffersForDataRead(boolean filledBefore) throws IOException {
    Path path = Files.write(directory.resolve("a"), new byte[96 << 10]);
    FaultyEngine readsNothing =
        new FaultyEngine(SPEC.depth(), SPEC.maxRequestBytes(), FaultyEngine.Fault.SHORT, -1);
    if (filledBefore) {
      readsNothing.request(0).buffer().putLong(0, 1);
    }
    Pass pass = new Pass(readsNothing, SPEC, DATA);

    assertThat(
            catchThrowableOfType(
                DataMismatchException.class,
                () -> new ReadCheck(path, readsNothing, SPEC, pass).run()))
        .isNotNull();
  }

  @Test
  void shouldRefuseToCheckAWrite() {
    WorkloadSpec write = Specs.dd(IoOperation.WRITE, 8 << 10, 0, 1);
    FaultyEngine engine = new FaultyEngine(1, 8 << 10, FaultyEngine.Fault.SHORT, -1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReadCheck(directory, engine, write, new Pass(engine, write, DATA)))
        .withMessageContaining("operation=WRITE");
  }
}
