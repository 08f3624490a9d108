package io.aiorevisited.workloads.targets.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.workloads.OnTmpfs;
import io.aiorevisited.workloads.UnderBuildFolder;
import io.aiorevisited.workloads.targets.TargetException;
import io.aiorevisited.workloads.targets.device.LoopDevice;
import io.aiorevisited.workloads.targets.file.TestFiles;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import io.aiorevisited.workloads.targets.place.TargetPlace;
import io.aiorevisited.workloads.targets.probe.TargetDiagnosis.Finding;
import io.aiorevisited.workloads.targets.probe.TargetDiagnosis.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetProbeTest {
  private static final int BYTES = 4 << 20;

  @TempDir(factory = UnderBuildFolder.class)
  Path disk;

  @TempDir(factory = OnTmpfs.class)
  Path tmpfs;

  @Test
  void shouldCallAWrittenFileSafe() throws IOException {
    Path file = TestFiles.written(disk, BYTES);
    assumeOverwritingInPlace(file);

    TargetDiagnosis diagnosis = TargetProbe.diagnose(file, false);

    assertThat(diagnosis.verdict()).isEqualTo(Verdict.SAFE);
    assertThat(diagnosis.fix()).isEmpty();
    assertThat(found(diagnosis, "extents")).contains("all written (FIEMAP)");
    assertThat(found(diagnosis, "O_DIRECT")).contains("multiples of");
    assertThat(found(diagnosis, "RWF_NOWAIT writes")).startsWith("not tried");
  }

  @Test
  void shouldProbeWritesWhereItMayAndLeaveTheDataAsItWas() throws IOException {
    Path file = TestFiles.written(disk, BYTES);
    assumeOverwritingInPlace(file);
    byte[] before = Files.readAllBytes(file);

    TargetDiagnosis diagnosis = TargetProbe.diagnose(file, true);

    assertThat(found(diagnosis, "RWF_NOWAIT writes"))
        .matches("\\d+ of 256 submissions would have blocked|not supported by this target");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void shouldTellHowToWriteAPreallocatedFileAndBeRight() throws IOException {
    Path file =
        Files.move(
            TestFiles.preallocated(disk, BYTES), disk.resolve("it's $(touch wrong); a file"));
    assumeOverwritingInPlace(file);

    TargetDiagnosis diagnosis = TargetProbe.diagnose(file, false);

    assertThat(diagnosis.verdict()).isEqualTo(Verdict.SAFE_ONCE_WRITTEN);
    assertThat(diagnosis.reason()).contains("allocated but never written");
    String command = diagnosis.fix().substring(diagnosis.fix().indexOf("dd "));
    LoopDevice.must("sh", "-c", command);
    assertThat(TargetProbe.diagnose(file, false).verdict()).isEqualTo(Verdict.SAFE);
  }

  @Test
  void shouldCallASparseFileSafeOnceWritten() throws IOException {
    Path file = TestFiles.sparse(disk, BYTES);
    assumeOverwritingInPlace(file);

    TargetDiagnosis diagnosis = TargetProbe.diagnose(file, false);

    assertThat(diagnosis.verdict()).isEqualTo(Verdict.SAFE_ONCE_WRITTEN);
    assertThat(found(diagnosis, "writes")).contains("missing");
  }

  @Test
  void shouldCallMemoryNotSafe() throws IOException {
    TargetDiagnosis diagnosis = TargetProbe.diagnose(TestFiles.written(tmpfs, BYTES), false);

    assertThat(diagnosis.verdict()).isEqualTo(Verdict.NOT_SAFE);
    assertThat(diagnosis.reason()).contains("memory");
  }

  @Test
  void shouldCallADeviceSafeAndSayWhoUsesIt() throws IOException {
    try (LoopDevice loop = LoopDevice.zeros(disk, BYTES)) {
      TargetDiagnosis diagnosis = TargetProbe.diagnose(loop.path(), false);

      assertThat(diagnosis.verdict()).isEqualTo(Verdict.SAFE);
      assertThat(found(diagnosis, "is")).contains("a block device", BYTES + " bytes");
      assertThat(found(diagnosis, "use")).startsWith("nobody mounts it");
    }
  }

  @Test
  void shouldResolveASymbolicLinkAndShowIt() throws IOException {
    Path file = TestFiles.written(disk, BYTES);
    Path link = Files.createSymbolicLink(disk.resolve("link"), file.toAbsolutePath());

    assertThat(found(TargetProbe.diagnose(link, false), "path"))
        .isEqualTo(link + " -> " + file.toRealPath());
  }

  @Test
  void shouldRefuseADirectoryAndWhatIsNotThere() {
    assertThatThrownBy(() -> TargetProbe.diagnose(disk, false))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("neither a file nor a block device");
    assertThatThrownBy(() -> TargetProbe.diagnose(disk.resolve("gone"), false))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("no such file or device");
  }

  private static String found(TargetDiagnosis diagnosis, String what) {
    return diagnosis.findings().stream()
        .filter(finding -> finding.what().equals(what))
        .map(Finding::found)
        .findFirst()
        .orElse("");
  }

  private static void assumeOverwritingInPlace(Path file) {
    String type = TargetPlace.of(file, SystemTrees.host()).fileSystem().orElse("unknown");
    assumeTrue(
        Set.of("ext4", "xfs").contains(type),
        "the build folder is on " + type + ", not on ext4 or xfs");
  }
}
