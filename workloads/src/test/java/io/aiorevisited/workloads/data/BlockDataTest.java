package io.aiorevisited.workloads.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class BlockDataTest {
  private static final int BLOCK = 1 << 20;

  @Test
  void shouldBeIncompressible() {
    ByteBuffer buffer = filled(new BlockData(7), BLOCK);
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    deflater.setInput(buffer);
    deflater.finish();
    int compressed = deflater.deflate(new byte[2 * BLOCK]);
    deflater.end();

    assertThat(compressed).isGreaterThan(BLOCK * 99 / 100);
  }

  @Test
  void shouldGiveEverySectorItsOwnOffsetGenerationAndData() {
    ByteBuffer buffer = filled(new BlockData(7), BLOCK);
    Set<Long> payloads = new HashSet<>();

    for (int sector = 0; sector < BLOCK; sector += BlockData.STAMPED_BYTES) {
      assertThat(buffer.getLong(sector)).isEqualTo(5L * BLOCK + sector);
      assertThat(buffer.getLong(sector + 8)).isEqualTo(42);
      for (int i = BlockData.STAMP_BYTES; i < BlockData.STAMPED_BYTES; i += 8) {
        assertThat(payloads.add(buffer.getLong(sector + i))).isTrue();
      }
    }
  }

  @Test
  void shouldStampABlockSmallerThanASector() {
    ByteBuffer buffer = filled(new BlockData(7), 512);

    assertThat(buffer.getLong(0)).isEqualTo(5L * BLOCK);
    assertThat(buffer.getLong(8)).isEqualTo(42);
    assertThat(buffer.getLong(504)).isEqualTo(new BlockData(7).payload(504));
  }

  @Test
  void shouldDependOnTheSeed() {
    assertThat(new BlockData(7).payload(16)).isNotEqualTo(new BlockData(8).payload(16));
  }

  @Test
  void shouldRefuseABufferInForeignByteOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new BlockData(7).fill(ByteBuffer.allocate(512).order(foreignOrder()), 0, 512, 1))
        .withMessageContaining("order=" + foreignOrder());
  }

  private static ByteOrder foreignOrder() {
    return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
        ? ByteOrder.LITTLE_ENDIAN
        : ByteOrder.BIG_ENDIAN;
  }

  private static ByteBuffer filled(BlockData data, int length) {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    data.fill(buffer, 0, length, 42);
    BlockData.stampOffsets(buffer, length, 5L * BLOCK);
    return buffer;
  }
}
