package io.aiorevisited.workloads.targets.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {

  @Test
  void shouldTakeTheMountNearestToAPath() {
    MountTable table =
        MountTable.parse(
            List.of(
                "1 0 8:1 / / rw - ext4 /dev/sda1 rw",
                "2 1 8:2 / /data rw,noatime - xfs /dev/sdb rw",
                "3 1 0:9 / /data rw master:1 - tmpfs none rw",
                "4 1 8:3 / /with\\040space ro - btrfs /dev/sdc rw"));

    assertThat(type(table, "/database")).isEqualTo("ext4");
    assertThat(type(table, "/data/x")).isEqualTo("tmpfs");
    assertThat(type(table, "/with space/x")).isEqualTo("btrfs");
    assertThat(table.holding(Path.of("/with space")).orElseThrow().options()).isEqualTo("ro");
  }

  @Test
  void shouldRefuseWhatIsNotMountinfo() {
    assertThatThrownBy(() -> MountTable.parse(List.of("not a mount")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a mount");
    SystemTrees none = new SystemTrees(Path.of("target/no-proc"), Path.of("target/no-sys"));
    assertThatThrownBy(() -> MountTable.read(none))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("mountinfo");
  }

  private static String type(MountTable table, String path) {
    return table.holding(Path.of(path)).orElseThrow().fileSystem();
  }
}
