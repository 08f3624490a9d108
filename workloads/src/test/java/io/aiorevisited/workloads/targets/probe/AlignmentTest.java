package io.aiorevisited.workloads.targets.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.workloads.UnderBuildFolder;
import io.aiorevisited.workloads.targets.device.LoopDevice;
import io.aiorevisited.workloads.targets.file.TestFiles;
import io.aiorevisited.workloads.targets.place.BlockDevices;
import io.aiorevisited.workloads.targets.place.FileStatus;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignmentTest {
  private static final BlockDevices DEVICES = new BlockDevices(SystemTrees.host());

  @TempDir(factory = UnderBuildFolder.class)
  Path disk;

  @Test
  void shouldTakeWhatStatxTells() throws IOException {
    FileStatus.DirectAlignment told = new FileStatus.DirectAlignment(4, 512);

    assertThat(alignment(Optional.of(told)))
        .contains(new Alignment(Alignment.Source.STATX, 4, 512));
  }

  @Test
  void shouldFindNoneWhereStatxTellsThatDirectIsImpossible() throws IOException {
    assertThat(alignment(Optional.of(new FileStatus.DirectAlignment(0, 0)))).isEmpty();
  }

  @Test
  void shouldFallBackToATrialReadOnAFile() throws IOException {
    Optional<Alignment> alignment = alignment(Optional.empty());

    assumeTrue(alignment.isPresent(), "the build folder's file system has no O_DIRECT");
    assertThat(alignment.get().source()).isEqualTo(Alignment.Source.TRIAL);
    assertThat(alignment.get().offsetBytes()).isIn(512, 4096);
  }

  @Test
  void shouldGiveATrueAnswerForARealFile() throws IOException {
    Path file = TestFiles.written(disk, 1 << 20);

    Optional<Alignment> alignment = Alignment.of(file, DEVICES);

    assumeTrue(alignment.isPresent(), "the build folder's file system has no O_DIRECT");
    assertThat(Integer.bitCount(alignment.get().offsetBytes())).isOne();
    assertThat(alignment.get().offsetBytes()).isBetween(512, 65536);
  }

  @Test
  void shouldTakeTheDevicesLogicalBlockSize() throws IOException {
    try (LoopDevice loop = LoopDevice.zeros(disk, 1 << 20)) {
      FileStatus told = FileStatus.of(loop.path());
      FileStatus untold =
          new FileStatus(
              told.kind(),
              0,
              0,
              told.fileSystemDevice(),
              told.device(),
              OptionalLong.empty(),
              Optional.empty());

      assertThat(Alignment.of(LinuxSyscalls.host(), untold, loop.path(), DEVICES))
          .contains(new Alignment(Alignment.Source.DEVICE, 512, 512));
      assertThat(Alignment.of(loop.path(), DEVICES))
          .hasValueSatisfying(alignment -> assertThat(alignment.offsetBytes()).isEqualTo(512));
    }
  }

  private Optional<Alignment> alignment(Optional<FileStatus.DirectAlignment> told)
      throws IOException {
    Path file = TestFiles.written(disk, 1 << 20);
    FileStatus real = FileStatus.of(file);
    FileStatus status =
        new FileStatus(
            real.kind(),
            real.sizeBytes(),
            real.allocatedBytes(),
            real.fileSystemDevice(),
            real.device(),
            real.mountId(),
            told);
    return Alignment.of(LinuxSyscalls.host(), status, file, DEVICES);
  }
}
