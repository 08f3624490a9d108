package io.aiorevisited.workloads.targets.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.workloads.targets.place.BlockDevice;
import io.aiorevisited.workloads.targets.place.BlockDevices;
import io.aiorevisited.workloads.targets.place.DeviceNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceUsesIT {
  private static final Map<String, DeviceNumber> PATHS =
      Map.of(
          "/dev/sda1", new DeviceNumber(8, 1),
          "/dev/sdb", new DeviceNumber(8, 16),
          "/dev/mapper/vg-swap", new DeviceNumber(253, 1));

  @TempDir Path folder;
  private PlantedTrees planted;

  @BeforeEach
  void plantTwoDisks() throws IOException {
    planted =
        new PlantedTrees(folder)
            .disk("sda", "8:0")
            .partition("sda", "sda1", "8:1")
            .partition("sda", "sda2", "8:2")
            .disk("sdb", "8:16");
  }

  @Test
  void shouldFindNoUseOfAFreeDisk() {
    assertThat(usesOf("8:16")).isEmpty();
  }

  @Test
  void shouldFindAMountOfTheDiskByItsNumberWhateverItsName() throws IOException {
    planted.mounts("30 1 8:16 / /srv/my\\040data rw - xfs /dev/disk/by-id/gone rw");

    assertThat(usesOf("8:16")).containsExactly("it is mounted at /srv/my data; unmount it first");
  }

  @Test
  void shouldFindAMountOfAPartitionOfTheDisk() throws IOException {
    planted.mounts("30 1 8:2 / /home rw - ext4 /dev/sda2 rw");

    assertThat(usesOf("8:0"))
        .containsExactly("its partition sda2 (8:2) is mounted at /home; unmount it first");
  }

  @Test
  void shouldFindAMountOfThePartitionsWholeDisk() throws IOException {
    planted.mounts("30 1 8:0 / /mnt rw - ext4 /dev/sda rw");

    assertThat(usesOf("8:1"))
        .containsExactly("its whole disk sda (8:0) is mounted at /mnt; unmount it first");
  }

  @Test
  void shouldLeaveAPartitionAloneWhoseNeighbourIsMounted() throws IOException {
    planted.mounts("30 1 8:2 / /home rw - ext4 /dev/sda2 rw");

    assertThat(usesOf("8:1")).isEmpty();
  }

  @Test
  void shouldFindABtrfsMountByItsSource() throws IOException {
    planted.mounts("30 1 0:43 /@ /data rw - btrfs /dev/sdb rw,subvol=/@");

    assertThat(usesOf("8:16")).singleElement().asString().contains("mounted at /data");
  }

  @Test
  void shouldFindSwap() throws IOException {
    planted.swaps("/dev/sda1");

    assertThat(usesOf("8:0"))
        .containsExactly("its partition sda1 (8:1) is swapped on; swapoff it first");
  }

  @Test
  void shouldFindAVolumeOfDeviceMapperAndItsMount() throws IOException {
    planted
        .disk("dm-0", "253:0")
        .attribute("dm-0", "dm/name", "vg-root")
        .holds("dm-0", "sda/sda2")
        .mounts("30 1 253:0 / / rw - ext4 /dev/mapper/vg-root rw");

    assertThat(usesOf("8:0"))
        .containsExactly(
            "a volume on its partition dm-0 (vg-root, 253:0) is mounted at /; unmount it first",
            "a volume on its partition, dm-0 (vg-root, 253:0), is active and claims it; deactivate"
                + " it first");
  }

  @Test
  void shouldRefuseTheDiskUnderAnUnmountedVolume() throws IOException {
    planted.disk("dm-1", "253:1").holds("dm-1", "sdb");

    assertThat(usesOf("8:16")).singleElement().asString().contains("dm-1 (253:1), is active");
  }

  @Test
  void shouldFindSwapOnAVolumeOnARaidOnTheDisk() throws IOException {
    planted
        .disk("md0", "9:0")
        .holds("md0", "sdb")
        .disk("dm-1", "253:1")
        .holds("dm-1", "md0")
        .swaps("/dev/mapper/vg-swap");

    assertThat(usesOf("8:16"))
        .anySatisfy(use -> assertThat(use).contains("dm-1 (253:1) is swapped on"));
  }

  @Test
  void shouldFindWhatIsBuiltOnThePartitionsWholeDisk() throws IOException {
    planted.disk("dm-0", "253:0").attribute("dm-0", "dm/name", "mpatha").holds("dm-0", "sda");

    assertThat(usesOf("8:1")).singleElement().asString().contains("dm-0 (mpatha, 253:0)");
  }

  @Test
  void shouldAllowAVolumeWhoseDiskCarriesAnotherOne() throws IOException {
    planted
        .disk("dm-0", "253:0")
        .holds("dm-0", "sda/sda1")
        .disk("dm-1", "253:1")
        .holds("dm-1", "sda/sda1")
        .mounts("30 1 253:0 / / rw - ext4 /dev/mapper/vg-root rw");

    assertThat(usesOf("253:1")).isEmpty();
  }

  @Test
  void shouldFindAMountOfALoopDeviceThatShowsTheDisk() throws IOException {
    planted
        .disk("loop3", "7:3")
        .attribute("loop3", "loop/backing_file", "/dev/sdb")
        .mounts("30 1 7:3 / /mnt rw - ext4 /dev/loop3 rw");

    assertThat(usesOf("8:16"))
        .singleElement()
        .asString()
        .contains("loop3 (7:3) is mounted at /mnt");
  }

  @Test
  void shouldFindAMountOfTheDiskBehindALoopDevice() throws IOException {
    planted
        .disk("loop3", "7:3")
        .attribute("loop3", "loop/backing_file", "/dev/sda1")
        .mounts("30 1 8:1 / /boot rw - ext4 /dev/sda1 rw");

    assertThat(usesOf("7:3")).singleElement().asString().contains("sda1 (8:1) is mounted at /boot");
  }

  @Test
  void shouldFindAMountOfAnotherLoopDeviceOfTheSameFile() throws IOException {
    planted
        .disk("loop3", "7:3")
        .attribute("loop3", "loop/backing_file", "/images/a")
        .disk("loop4", "7:4")
        .attribute("loop4", "loop/backing_file", "/images/a")
        .mounts("30 1 7:4 / /mnt rw - ext4 /dev/loop4 rw");

    assertThat(usesOf("7:3")).singleElement().asString().contains("loop4 (7:4) is mounted at /mnt");
  }

  private List<String> usesOf(String number) {
    BlockDevices devices = new BlockDevices(planted.trees());
    BlockDevice target = devices.find(DeviceNumber.parse(number)).orElseThrow();
    DeviceFamily family = DeviceFamily.of(devices, target, DeviceUsesIT::numberOf);
    return new DeviceUses(planted.trees(), DeviceUsesIT::numberOf).of(family);
  }

  private static Optional<DeviceNumber> numberOf(String path) {
    return Optional.ofNullable(PATHS.get(path));
  }
}
