package io.aiorevisited.workloads.targets.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.workloads.UnderBuildFolder;
import io.aiorevisited.workloads.targets.TargetException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceTargetIT {
  private static final int BYTES = 1 << 20;

  @TempDir(factory = UnderBuildFolder.class)
  Path folder;

  @Test
  void shouldClaimADeviceThatItsParentHasNotAndOnlyReadIt() throws IOException {
    try (LoopDevice loop = LoopDevice.zeros(folder, BYTES);
        DeviceTarget target = DeviceTarget.at(loop.path())) {
      assertThat(target.sizeBytes()).isEqualTo(BYTES);
      assertThat(target.ownAdmission()).isPresent();
      assertThatThrownBy(target::requireWritable)
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("refused to write to " + loop.path());
    }
  }

  @Test
  void shouldRefuseADeviceThatSomebodyElseThanItsParentClaims() throws IOException {
    try (LoopDevice loop = LoopDevice.zeros(folder, BYTES);
        DeviceGuard.Admission other = DeviceGuard.host().admitToRead(loop.path())) {
      assertThatThrownBy(() -> DeviceTarget.at(other.resolved()))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("open exclusively");
    }
  }
}
