package io.aiorevisited.engines.uring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** The offsets of include/uapi/linux/io_uring.h. */
class UringAbiTest {
  @Test
  void shouldWriteEveryFieldOfAnEntryAtItsOffset() {
    ByteBuffer entries = ByteBuffer.allocateDirect(3 * 64).order(ByteOrder.nativeOrder());
    UringAbi.prepare(
        entries, 64, (byte) 5, (byte) 1, 7, 0x123456789000L, 0x1122334455667000L, 16384, 9, 3);

    assertThat(entries.get(64)).as("opcode").isEqualTo((byte) 5);
    assertThat(entries.get(64 + 1)).as("flags").isEqualTo((byte) 1);
    assertThat(entries.getShort(64 + 2)).as("ioprio").isZero();
    assertThat(entries.getInt(64 + 4)).as("fd").isEqualTo(7);
    assertThat(entries.getLong(64 + 8)).as("off").isEqualTo(0x123456789000L);
    assertThat(entries.getLong(64 + 16)).as("addr").isEqualTo(0x1122334455667000L);
    assertThat(entries.getInt(64 + 24)).as("len").isEqualTo(16384);
    assertThat(entries.getInt(64 + 28)).as("rw_flags").isZero();
    assertThat(entries.getLong(64 + 32)).as("user_data").isEqualTo(9);
    assertThat(entries.getShort(64 + 40)).as("buf_index").isEqualTo((short) 3);
    for (int i = 42; i < 64; i++) {
      assertThat(entries.get(64 + i)).as("the rest").isZero();
    }
    assertThat(entries.getLong(56)).as("the entry before").isZero();
    assertThat(entries.getLong(128)).as("the entry after").isZero();
  }

  @Test
  void shouldNameFlagsAsTheKernelDoes() {
    assertThat(UringAbi.names(0)).isEqualTo("none");
    assertThat(UringAbi.names(0x2)).isEqualTo("SQPOLL");
    assertThat(UringAbi.names(0x3200)).isEqualTo("TASKRUN_FLAG|SINGLE_ISSUER|DEFER_TASKRUN");
  }
}
