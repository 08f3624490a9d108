package io.aiorevisited.engines.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class AioAbiTest {
  @Test
  void shouldLayOutIocbAsTheKernelDoes() {
    assertThat(AioAbi.IOCB_BYTES).isEqualTo(64);
    assertThat(AioAbi.IOCB_DATA).isEqualTo(0);
    assertThat(AioAbi.IOCB_KEY).isEqualTo(8);
    assertThat(AioAbi.IOCB_RW_FLAGS).isEqualTo(12);
    assertThat(AioAbi.IOCB_OPCODE).isEqualTo(16);
    assertThat(AioAbi.IOCB_PRIORITY).isEqualTo(18);
    assertThat(AioAbi.IOCB_FILE).isEqualTo(20);
    assertThat(AioAbi.IOCB_BUFFER).isEqualTo(24);
    assertThat(AioAbi.IOCB_LENGTH).isEqualTo(32);
    assertThat(AioAbi.IOCB_OFFSET).isEqualTo(40);
    assertThat(AioAbi.IOCB_RESERVED).isEqualTo(48);
    assertThat(AioAbi.IOCB_FLAGS).isEqualTo(56);
    assertThat(AioAbi.IOCB_EVENTFD).isEqualTo(60);
    assertThat(AioAbi.OPCODE_PREAD).isEqualTo((short) 0);
    assertThat(AioAbi.OPCODE_PWRITE).isEqualTo((short) 1);
    assertThat(AioAbi.FLAG_EVENTFD).isEqualTo(1);
  }

  @Test
  void shouldLayOutIoEventAsTheKernelDoes() {
    assertThat(AioAbi.EVENT_BYTES).isEqualTo(32);
    assertThat(AioAbi.EVENT_DATA).isEqualTo(0);
    assertThat(AioAbi.EVENT_IOCB).isEqualTo(8);
    assertThat(AioAbi.EVENT_RESULT).isEqualTo(16);
    assertThat(AioAbi.EVENT_RESULT2).isEqualTo(24);
  }

  @Test
  void shouldWriteEveryFieldOfAnIocbAtItsOffset() {
    ByteBuffer slab = slab(3 * 64);
    for (int i = 0; i < slab.capacity(); i++) {
      slab.put(i, (byte) 0x5a);
    }
    AioAbi.initIocb(slab, 1, 7, 0x1122334455667000L, 9);
    AioAbi.prepareIocb(slab, 1, true, 16384, 0x123456789000L);

    assertThat(slab.getLong(64)).isEqualTo(1);
    assertThat(slab.getInt(64 + 8)).isZero();
    assertThat(slab.getInt(64 + 12)).isZero();
    assertThat(slab.getShort(64 + 16)).isEqualTo((short) 1);
    assertThat(slab.getShort(64 + 18)).isZero();
    assertThat(slab.getInt(64 + 20)).isEqualTo(7);
    assertThat(slab.getLong(64 + 24)).isEqualTo(0x1122334455667000L);
    assertThat(slab.getLong(64 + 32)).isEqualTo(16384);
    assertThat(slab.getLong(64 + 40)).isEqualTo(0x123456789000L);
    assertThat(slab.getLong(64 + 48)).isZero();
    assertThat(slab.getInt(64 + 56)).isEqualTo(1);
    assertThat(slab.getInt(64 + 60)).isEqualTo(9);
    assertThat(slab.get(63)).as("the iocb before").isEqualTo((byte) 0x5a);
    assertThat(slab.get(128)).as("the iocb after").isEqualTo((byte) 0x5a);
  }

  @Test
  void shouldReadIndexAndResultOfAnEvent() {
    ByteBuffer slab = slab(2 * 32);
    slab.putLong(32, 5).putLong(32 + 16, -22);

    assertThat(AioAbi.eventIndex(slab, 1)).isEqualTo(5);
    assertThat(AioAbi.eventResult(slab, 1)).isEqualTo(-22);
  }

  private static ByteBuffer slab(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }
}
