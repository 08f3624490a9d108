package io.aiorevisited.harness.profilers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.analysis.record.CpuLedgerRecord.DeviceIo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

class DeviceStatTest {

  @Test
  void shouldSeeWhatTheDeviceBelowAFileWrites() throws IOException {
    Path file = Files.createTempFile(Path.of("target"), "device-stat", ".tmp");
    try {
      String stat = DeviceStat.pathFor(file);
      assumeTrue(stat != null, "the build folder is on no block device that Linux counts");
      DeviceIo before = Counters.deviceIo(Files.readString(Path.of(stat)));
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.allocate(1 << 20));
        channel.force(true);
      }
      DeviceIo during = Counters.deviceIo(Files.readString(Path.of(stat))).minus(before);
      assertThat(during.writeSectors()).isGreaterThanOrEqualTo((1 << 20) / 512);
      assertThat(during.writeRequests()).isPositive();
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void shouldFindNoDeviceBelowMemory() throws IOException {
    Path memory = Path.of("/dev/shm");
    assumeTrue(Files.isDirectory(memory), "no tmpfs at /dev/shm");
    assertThat(DeviceStat.pathFor(memory)).isNull();
  }

  @Test
  void shouldRefuseATargetThatIsNotThere() {
    assertThatThrownBy(() -> DeviceStat.pathFor(Path.of("target/not-there")))
        .isInstanceOf(IOException.class);
  }
}
