package io.aiorevisited.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyPassTest {
  private static final BlockData DATA = new BlockData(3);
  private static final WorkloadSpec SPEC = Specs.dd(IoOperation.WRITE, 64 << 10, 16 << 10, 4);
  private static final long GENERATION = 9;

  @TempDir(factory = UnderBuildFolder.class)
  Path directory;

  private Path path;

  @BeforeEach
  void writeSound() throws IOException {
    path = Files.createFile(directory.resolve("f"));
    writePass(SPEC, GENERATION);
  }

  @Test
  void shouldAcceptSoundData() throws IOException {
    new VerifyPass(path, SPEC, DATA).run(GENERATION);
  }

  @Test
  void shouldFindSwappedSectors() throws IOException {
    byte[] first = read(8192, 4096);
    byte[] second = read(12288, 4096);
    overwrite(8192, second);
    overwrite(12288, first);

    DataMismatchException mismatch = mismatch();
    assertThat(mismatch.offset()).isEqualTo(8192);
    assertThat(mismatch.expected()).isEqualTo(8192);
    assertThat(mismatch.found()).isEqualTo(12288);
    assertThat(mismatch).hasMessageContaining(path + " failed: wrong offset stamp at offset 8192");
  }

  @Test
  void shouldFindSwappedBlocks() throws IOException {
    byte[] first = read(0, 64 << 10);
    overwrite(0, read(64 << 10, 64 << 10));
    overwrite(64 << 10, first);

    assertThat(mismatch().offset()).isZero();
  }

  @Test
  void shouldFindASectorThatAnEarlierPassLeft() throws IOException {
    byte[] stale = read(3 * 4096, 4096);
    writePass(SPEC, GENERATION + 1);
    overwrite(3 * 4096, stale);

    DataMismatchException mismatch =
        catchThrowableOfType(
            DataMismatchException.class,
            () -> new VerifyPass(path, SPEC, DATA).run(GENERATION + 1));
    assertThat(mismatch).hasMessageContaining("wrong generation at offset 12288");
    assertThat(mismatch.expected()).isEqualTo(GENERATION + 1);
    assertThat(mismatch.found()).isEqualTo(GENERATION);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 15, 16, 4095, 4096 + 2000, 256 * 1024 - 1})
  void shouldFindOneFlippedBitAnywhere(long at) throws IOException {
    byte[] one = read(at, 1);
    one[0] ^= 0x10;
    overwrite(at, one);

    assertThat(mismatch().offset()).isBetween(at - 15, at);
  }

  @Test
  void shouldFindDataOfAnotherSeed() {
    assertThatThrownBy(() -> new VerifyPass(path, SPEC, new BlockData(4)).run(GENERATION))
        .isInstanceOf(DataMismatchException.class)
        .hasMessageContaining("wrong payload at offset 16");
  }

  @Test
  void shouldFindAFileCutShort() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(SPEC.sizeBytes() - 512);
    }
    assertThatThrownBy(() -> new VerifyPass(path, SPEC, DATA).run(GENERATION))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("ends at byte 261632");
  }

  @Test
  void shouldVerifySectorsSmallerThan4096() throws IOException {
    WorkloadSpec small = Specs.iozone(IoOperation.WRITE, 512, 64);
    writePass(small, 5);
    new VerifyPass(path, small, DATA).run(5);
    byte[] one = read(512 * 7 + 511, 1);
    one[0]++;
    overwrite(512 * 7 + 511, one);

    assertThatThrownBy(() -> new VerifyPass(path, small, DATA).run(5))
        .hasMessageContaining("wrong payload at offset " + (512 * 7 + 504));
  }

  @Test
  void shouldRefuseToVerifyARead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VerifyPass(path, Specs.iozone(IoOperation.READ, 4096, 1), DATA))
        .withMessageContaining("operation=READ");
  }

  private DataMismatchException mismatch() {
    DataMismatchException mismatch =
        catchThrowableOfType(
            DataMismatchException.class, () -> new VerifyPass(path, SPEC, DATA).run(GENERATION));
    assertThat(mismatch).isNotNull();
    return mismatch;
  }

  private void writePass(WorkloadSpec spec, long generation) {
    try (IoFile file = IoFile.open(path, CacheMode.WRITEBACK, FileAccess.READ_WRITE);
        IoEngine engine =
            EngineType.PSYNC.open(
                file,
                spec.depth(),
                spec.maxRequestBytes(),
                BufferPages.HUGE,
                ThreadPlacement.FREE)) {
      new Pass(engine, spec, DATA).run(generation);
    }
  }

  private byte[] read(long offset, int length) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] bytes = new byte[length];
      file.seek(offset);
      file.readFully(bytes);
      return bytes;
    }
  }

  private void overwrite(long offset, byte[] bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(offset);
      file.write(bytes);
    }
  }
}
