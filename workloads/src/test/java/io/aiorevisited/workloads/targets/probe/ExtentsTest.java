package io.aiorevisited.workloads.targets.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.workloads.OnTmpfs;
import io.aiorevisited.workloads.UnderBuildFolder;
import io.aiorevisited.workloads.targets.file.TestFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtentsTest {
  private static final int MIB = 1 << 20;

  @TempDir(factory = UnderBuildFolder.class)
  Path disk;

  @TempDir(factory = OnTmpfs.class)
  Path tmpfs;

  @Test
  void shouldFindAWrittenFileWrittenThroughout() throws IOException {
    Extents extents = fiemapOf(TestFiles.written(disk, 4 * MIB), 4 * MIB);

    assertThat(extents.allWritten()).isTrue();
    assertThat(extents.extents()).isPositive();
    assertThat(extents.shortcomings()).isEmpty();
  }

  @Test
  void shouldFindAPreallocatedFileUnwritten() throws IOException {
    Extents extents = fiemapOf(TestFiles.preallocated(disk, 4 * MIB), 4 * MIB);

    assertThat(extents.unwrittenBytes()).isEqualTo(4 * MIB);
    assertThat(extents.writtenBytes()).isZero();
    assertThat(extents.allWritten()).isFalse();
    assertThat(extents.shortcomings())
        .isEqualTo("4194304 of 4194304 bytes allocated but never written");
  }

  @Test
  void shouldFindASparseFileMissing() throws IOException {
    Extents extents = fiemapOf(TestFiles.sparse(disk, 4 * MIB), 4 * MIB);

    assertThat(extents.missingBytes()).isEqualTo(4 * MIB);
    assertThat(extents.extents()).isZero();
  }

  @Test
  void shouldCountWhatLiesPastTheEndAsMissing() throws IOException {
    Extents extents = fiemapOf(TestFiles.written(disk, MIB), 3 * MIB);

    assertThat(extents.writtenBytes()).isEqualTo(MIB);
    assertThat(extents.missingBytes()).isEqualTo(2 * MIB);
  }

  @Test
  void shouldCountOneWrittenMebibyteInAPreallocatedFile() throws IOException {
    Path file = TestFiles.preallocated(disk, 4 * MIB);
    write(file, 2 * MIB, MIB);
    TestFiles.sync(file);

    Extents extents = fiemapOf(file, 4 * MIB);

    assertThat(extents.writtenBytes()).isEqualTo(MIB);
    assertThat(extents.unwrittenBytes()).isEqualTo(3 * MIB);
    assertThat(extents.extents()).isEqualTo(3);
  }

  @Test
  void shouldFollowMoreExtentsThanOneCallTells() throws IOException {
    int pieces = 1100;
    Path file = TestFiles.sparse(disk, 0);
    for (int i = 0; i < pieces; i++) {
      write(file, i * 8192L, 4096);
    }
    TestFiles.sync(file);

    Extents extents = fiemapOf(file, pieces * 8192L);

    assertThat(extents.writtenBytes()).isEqualTo(pieces * 4096L);
    assertThat(extents.missingBytes()).isEqualTo(pieces * 4096L);
    assertThat(extents.extents()).isEqualTo(pieces);
  }

  @Test
  void shouldAskBySeekHoleWhereThereIsNoFiemap() throws IOException {
    Path file = TestFiles.sparse(disk, 0);
    write(file, MIB, MIB);
    TestFiles.sync(file);

    Extents extents = withoutFiemap(file, 4 * MIB).orElseThrow();

    assertThat(extents.source()).isEqualTo(Extents.Source.SEEK_HOLE);
    assertThat(extents.writtenBytes()).isEqualTo(MIB);
    assertThat(extents.missingBytes()).isEqualTo(3 * MIB);
  }

  @Test
  void shouldFindPreallocatedBytesMissingBySeekHole() throws IOException {
    Extents extents = withoutFiemap(TestFiles.preallocated(disk, MIB), MIB).orElseThrow();

    assertThat(extents.allWritten()).isFalse();
  }

  @Test
  void shouldNotBelieveAFileSystemThatKnowsNoHoles() throws IOException {
    Path file = TestFiles.sparse(disk, MIB);

    Optional<Extents> extents = new SeekHole(new KnowsNoHoles(MIB)).survey(0, file, MIB, 0);

    assertThat(extents).isEmpty();
  }

  @Test
  void shouldSurveyTmpfsBySeekHole() throws IOException {
    Path file = TestFiles.written(tmpfs, MIB);

    assertThat(Extents.of(file, MIB))
        .hasValueSatisfying(extents -> assertThat(extents.allWritten()).isTrue());
    assertThat(Extents.of(TestFiles.sparse(tmpfs, MIB), MIB))
        .hasValueSatisfying(extents -> assertThat(extents.missingBytes()).isEqualTo(MIB));
  }

  @Test
  void shouldNotHideAnErrorOfFiemap() throws IOException {
    FailingSyscalls faults = new FailingSyscalls().fail("ioctl", Errno.EIO);
    Path file = TestFiles.written(disk, MIB);

    assertThatThrownBy(() -> Extents.of(faults.syscalls(), faults.fileSyscalls(), file, MIB))
        .isInstanceOf(SyscallException.class)
        .hasMessageContaining("FIEMAP failed on")
        .hasMessageContaining("EIO");
  }

  private static Extents fiemapOf(Path file, long bytes) {
    Extents extents = Extents.of(file, bytes).orElseThrow();
    assumeTrue(
        extents.source() == Extents.Source.FIEMAP, "the build folder's file system has no FIEMAP");
    return extents;
  }

  private static Optional<Extents> withoutFiemap(Path file, long bytes) {
    FailingSyscalls faults = new FailingSyscalls().fail("ioctl", Errno.EOPNOTSUPP);
    return Extents.of(faults.syscalls(), faults.fileSyscalls(), file, bytes);
  }

  private static void write(Path file, long offset, int bytes) throws IOException {
    byte[] data = new byte[bytes];
    java.util.Arrays.fill(data, (byte) 9);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(data), offset);
    }
    assertThat(Files.size(file)).isGreaterThanOrEqualTo(offset + bytes);
  }
}
