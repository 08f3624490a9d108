package io.aiorevisited.workloads.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.workloads.targets.TargetException;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceGuardIT {
  private static final int BYTES = 16 << 20;

  @TempDir Path folder;
  private final List<String> progress = new ArrayList<>();
  private LoopDevice loop;

  @BeforeEach
  void makeDevice() throws Exception {
    loop = LoopDevice.zeros(folder, BYTES);
  }

  @AfterEach
  void dropDevice() throws Exception {
    if (loop != null) {
      loop.close();
    }
  }

  @Test
  void shouldAdmitABlankDeviceForWrites() throws Exception {
    try (DeviceGuard.Admission admission = admit(loop.path(), FileAccess.READ_WRITE)) {
      assertThat(admission.device().sizeBytes()).isEqualTo(BYTES);
      assertThat(admission.describe())
          .contains(loop.path().toString(), loop.backing().toString(), BYTES + " bytes");
    }
  }

  @Test
  void shouldHoldTheDeviceExclusivelyWhileAdmitted() throws Exception {
    try (DeviceGuard.Admission admission = admit(loop.path(), FileAccess.READ_ONLY)) {
      assertRefused(admission.resolved(), FileAccess.READ_ONLY, "open exclusively");
    }
    admit(loop.path(), FileAccess.READ_ONLY).close();
  }

  @Test
  void shouldShowWhatASymbolicLinkLedTo() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("by-id"), loop.path());

    try (DeviceGuard.Admission admission = admit(link, FileAccess.READ_ONLY)) {
      assertThat(admission.describe()).startsWith(link + " -> " + loop.path());
    }
  }

  @Test
  void shouldRefuseARelativePath() {
    assertThatThrownBy(() -> admit(Path.of("sdb"), FileAccess.READ_ONLY))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("full path");
  }

  @Test
  void shouldRefuseAMountedDevice() throws Exception {
    LoopDevice.assumeTools("mkfs.ext4", "mount");
    LoopDevice.must("mkfs.ext4", "-q", loop.path().toString());
    Path mountPoint = Files.createDirectory(folder.resolve("mnt"));
    LoopDevice.must("mount", loop.path().toString(), mountPoint.toString());
    try {
      assertRefused(loop.path(), FileAccess.READ_ONLY, "is mounted at " + mountPoint);
      assertRefusedEvenByName("is mounted at " + mountPoint);
    } finally {
      LoopDevice.must("umount", mountPoint.toString());
    }
  }

  @Test
  void shouldRefuseADeviceWithAMountedPartition() throws Exception {
    LoopDevice.assumeTools("addpart", "delpart", "mkfs.ext4", "mount");
    LoopDevice.must("addpart", loop.path().toString(), "1", "2048", "16384");
    Path mountPoint = Files.createDirectory(folder.resolve("mnt"));
    String partition = loop.path() + "p1";
    try {
      LoopDevice.must("mkfs.ext4", "-q", partition);
      LoopDevice.must("mount", partition, mountPoint.toString());
      try {
        assertRefused(loop.path(), FileAccess.READ_ONLY, "its partition", "is mounted at");
        assertRefused(Path.of(partition), FileAccess.READ_ONLY, "is mounted at " + mountPoint);
        assertRefusedEvenByName("its partition");
      } finally {
        LoopDevice.must("umount", mountPoint.toString());
      }
    } finally {
      LoopDevice.must("delpart", loop.path().toString(), "1");
    }
  }

  @Test
  void shouldRefuseSwap() throws Exception {
    LoopDevice.assumeTools("mkswap", "swapon", "swapoff");
    LoopDevice.must("mkswap", loop.path().toString());
    LoopDevice.must("swapon", loop.path().toString());
    try {
      assertRefused(loop.path(), FileAccess.READ_ONLY, "is swapped on");
    } finally {
      LoopDevice.must("swapoff", loop.path().toString());
    }
  }

  @Test
  void shouldRefuseToWriteOverAFileSystemUnlessNamedBySize() throws Exception {
    LoopDevice.assumeTools("mkfs.ext4", "blkid");
    LoopDevice.must("mkfs.ext4", "-q", loop.path().toString());
    String before = loop.hash();

    assertRefused(loop.path(), FileAccess.READ_WRITE, "ext4", "--destroy-data " + BYTES);
    assertThatThrownBy(() -> admitNamed("15M"))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("neither its serial number nor its size");
    admit(loop.path(), FileAccess.READ_ONLY).close();
    admitNamed("16M").close();

    assertThat(loop.hash()).isEqualTo(before);
  }

  @Test
  void shouldRefuseToWriteOverDataOfNoKnownKind() throws Exception {
    try (FileChannel channel = FileChannel.open(loop.path(), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}), BYTES - 1);
    }

    assertRefused(loop.path(), FileAccess.READ_WRITE, "no known kind", "byte " + (BYTES - 4096));
  }

  @Test
  void shouldRefuseToWriteOverDataThatNoSampleMeets() throws Exception {
    try (LoopDevice large = LoopDevice.sparse(folder, 1L << 30)) {
      long offset = (4L << 20) + (512 << 10);
      byte[] data = new byte[3 << 20];
      new Random(5).nextBytes(data);
      try (FileChannel channel = FileChannel.open(large.path(), StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(data), offset);
      }
      String before = large.hash();

      assertThatThrownBy(
              () ->
                  DeviceGuard.host().admitToWrite(large.path(), writes(64 << 20, Optional.empty())))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("no known kind, at byte " + offset + " for one")
          .hasMessageContaining("--destroy-data " + (1L << 30));
      assertThat(large.hash()).isEqualTo(before);
    }
  }

  @Test
  void shouldSayHowFarItIsWhereLookingTakesLong() throws Exception {
    long bytes = (1L << 30) + (1 << 20); // a line each GiB, and loop devices read slowly
    try (LoopDevice large = LoopDevice.sparse(folder, bytes)) {
      DeviceGuard.host().admitToWrite(large.path(), writes(bytes, Optional.empty())).close();
    }

    assertThat(progress).hasSize(2).last().asString().endsWith("holds data: 1 of 2 GiB read");
  }

  @Test
  void shouldRefuseToWriteOverOneByteInTheFirstSector() throws Exception {
    try (FileChannel channel = FileChannel.open(loop.path(), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}), 100);
    }

    assertRefused(loop.path(), FileAccess.READ_WRITE, "no known kind", "byte 0 ");
  }

  @Test
  void shouldAdmitADeviceThatHoldsOnlyWhatTheHarnessWrote() throws Exception {
    try (DeviceGuard.Admission admission = admit(loop.path(), FileAccess.READ_WRITE)) {
      DeviceFill.write(admission.resolved(), BYTES / 2);
    }

    admit(loop.path(), FileAccess.READ_WRITE).close();
  }

  @Test
  void shouldNotFillADeviceThatItIsNotAdmittedTo() throws Exception {
    String before = loop.hash();

    assertThatThrownBy(() -> DeviceFill.write(loop.path(), BYTES))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("not been admitted");
    assertThat(loop.hash()).isEqualTo(before);
  }

  @Test
  void shouldRefuseToWriteWhereNobodyCanLookForSignatures() {
    DeviceGuard guard = new DeviceGuard(SystemTrees.host(), new SignatureProbe(List.of(folder)));

    assertThatThrownBy(() -> guard.admitToWrite(loop.path(), writes(BYTES, Optional.empty())))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("unchecked")
        .hasMessageContaining("util-linux");
  }

  @Test
  void shouldRefuseToWriteWhileAnotherProcessHasItOpen() throws Exception {
    LoopDevice.assumeTools("cat");
    Process opener = new ProcessBuilder("cat").redirectInput(loop.path().toFile()).start();
    try (var channel = opener.getInputStream()) {
      assertThat(channel.read()).isZero();
      assertRefused(
          loop.path(), FileAccess.READ_WRITE, "process " + opener.pid() + " (cat) has", "open");
    } finally {
      opener.destroyForcibly().waitFor();
    }
  }

  @Test
  void shouldRefuseAFile() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertRefused(file, FileAccess.READ_ONLY, "not a block device");
  }

  private void assertRefused(Path device, FileAccess access, String... words) throws Exception {
    String before = loop.hash();
    assertThatThrownBy(() -> admit(device, access))
        .isInstanceOf(TargetException.class)
        .hasMessageContainingAll(words);
    assertThat(loop.hash()).isEqualTo(before);
  }

  private void assertRefusedEvenByName(String word) {
    assertThatThrownBy(() -> admitNamed(String.valueOf(BYTES)))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining(word);
  }

  private DeviceGuard.Admission admit(Path device, FileAccess access) throws TargetException {
    return access == FileAccess.READ_ONLY
        ? DeviceGuard.host().admitToRead(device)
        : DeviceGuard.host().admitToWrite(device, writes(BYTES, Optional.empty()));
  }

  private DeviceGuard.Admission admitNamed(String name) throws TargetException {
    return DeviceGuard.host().admitToWrite(loop.path(), writes(BYTES, Optional.of(name)));
  }

  private DeviceGuard.Writes writes(long bytes, Optional<String> destroyData) {
    return new DeviceGuard.Writes(bytes, destroyData, progress::add);
  }
}
