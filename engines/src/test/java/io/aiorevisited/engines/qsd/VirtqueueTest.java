package io.aiorevisited.engines.qsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The queue as the device sees it, by the offsets of the virtio specification. */
class VirtqueueTest {
  private static final int DEPTH = 3;
  private static final int ENTRIES = 4;
  private static final long BUFFER = 0x7000_0000_0000L;

  private final LinuxSyscalls syscalls = LinuxSyscalls.host();
  private final Virtqueue queue = Virtqueue.open(syscalls, DEPTH);
  private final ByteBuffer available = at(queue.availableAddress(), 4 + 2 * ENTRIES + 2);
  private final ByteBuffer used = at(queue.usedAddress(), 4 + 8 * ENTRIES + 2);
  private short seen;

  @AfterEach
  void close() {
    queue.close();
  }

  private ByteBuffer at(long address, int bytes) {
    return syscalls.view(address, bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Takes the next request as a device does; its indirect table. */
  private ByteBuffer pop() {
    int head = available.getShort(4 + 2 * (seen++ & (ENTRIES - 1)));
    ByteBuffer descriptor = at(queue.tableAddress() + 16L * head, 16);
    assertThat(descriptor.getShort(12)).as("INDIRECT").isEqualTo((short) 4);
    assertThat(descriptor.getInt(8)).isEqualTo(48);
    return at(descriptor.getLong(0), 48);
  }

  /** Ends a request as a device does. */
  private void push(int head, ByteBuffer table, byte status) {
    at(table.getLong(32), 1).put(0, status);
    short index = used.getShort(2);
    used.putInt(4 + 8 * (index & (ENTRIES - 1)), head);
    used.putShort(2, (short) (index + 1));
  }

  private void wantKickAt(short index) {
    used.putShort(4 + 8 * ENTRIES, index);
  }

  private short wantsCallAt() {
    return available.getShort(4 + 2 * ENTRIES);
  }

  @Test
  void shouldHaveAPowerOfTwoOfEntriesUpToTheMost() {
    assertThat(queue.entries()).isEqualTo(ENTRIES);
    try (Virtqueue one = Virtqueue.open(syscalls, 1);
        Virtqueue many = Virtqueue.open(syscalls, 5000)) {
      assertThat(one.entries()).isEqualTo(1);
      assertThat(many.entries()).isEqualTo(Virtqueue.MAX_ENTRIES);
    }
  }

  @Test
  void shouldAlignItsPartsAsTheSpecificationAsks() {
    assertThat(queue.tableAddress() % 16).isZero();
    assertThat(queue.availableAddress() % 2).isZero();
    assertThat(queue.usedAddress() % 4).isZero();
    assertThat(queue.ownBuffer() % 4096).isZero();
  }

  @Test
  void shouldWriteAReadAsHeaderDataAndStatus() {
    queue.add(Virtqueue.READ, 77, BUFFER, 8192);
    assertThat(available.getShort(2)).as("not published yet").isZero();
    queue.publish();
    assertThat(available.getShort(2)).isEqualTo((short) 1);

    ByteBuffer table = pop();
    ByteBuffer header = at(table.getLong(0), 16);
    assertThat(table.getInt(8)).isEqualTo(16);
    assertThat(table.getShort(12)).as("NEXT").isEqualTo((short) 1);
    assertThat(table.getShort(14)).isEqualTo((short) 1);
    assertThat(header.getInt(0)).as("VIRTIO_BLK_T_IN").isZero();
    assertThat(header.getLong(8)).isEqualTo(77);
    assertThat(table.getLong(16)).isEqualTo(BUFFER);
    assertThat(table.getInt(24)).isEqualTo(8192);
    assertThat(table.getShort(28)).as("NEXT and WRITE").isEqualTo((short) 3);
    assertThat(table.getShort(30)).isEqualTo((short) 2);
    assertThat(table.getInt(40)).isEqualTo(1);
    assertThat(table.getShort(44)).as("WRITE").isEqualTo((short) 2);
  }

  @Test
  void shouldLetTheDeviceOnlyReadTheDataOfAWrite() {
    queue.add(Virtqueue.WRITE, 1, BUFFER, 512);
    queue.publish();

    ByteBuffer table = pop();
    assertThat(at(table.getLong(0), 16).getInt(0)).as("VIRTIO_BLK_T_OUT").isEqualTo(1);
    assertThat(table.getShort(28)).as("NEXT").isEqualTo((short) 1);
  }

  @Test
  void shouldHaveRoomForAsManyRequestsAsEntriesAndTakeTheirStatus() {
    int first = queue.add(Virtqueue.READ, 0, BUFFER, 512);
    int second = queue.add(Virtqueue.READ, 1, BUFFER, 512);
    queue.add(Virtqueue.READ, 2, BUFFER, 512);
    queue.add(Virtqueue.READ, 3, BUFFER, 512);
    assertThat(queue.hasRoom()).isFalse();
    queue.publish();
    assertThat(queue.done()).isZero();

    ByteBuffer tableOfFirst = pop();
    ByteBuffer tableOfSecond = pop();
    push(second, tableOfSecond, (byte) 1);
    push(first, tableOfFirst, Virtqueue.OK);

    assertThat(queue.done()).isEqualTo(2);
    assertThat(queue.next()).isEqualTo(second);
    assertThat(queue.take()).isEqualTo((byte) 1);
    assertThat(queue.next()).isEqualTo(first);
    assertThat(queue.take()).isEqualTo(Virtqueue.OK);
    assertThat(queue.hasRoom()).isTrue();
    assertThat(queue.add(Virtqueue.READ, 4, BUFFER, 512))
        .as("the last that ended")
        .isEqualTo(first);
  }

  @Test
  void shouldKickOnlyWhereTheDeviceWantsToBeTold() {
    queue.add(Virtqueue.READ, 0, BUFFER, 512);
    wantKickAt((short) 0);
    assertThat(queue.publish()).as("it waits for the first").isTrue();
    assertThat(queue.publish()).as("nothing new").isFalse();

    queue.add(Virtqueue.READ, 0, BUFFER, 512);
    assertThat(queue.publish()).as("it has not taken the first yet").isFalse();

    queue.add(Virtqueue.READ, 0, BUFFER, 512);
    queue.add(Virtqueue.READ, 0, BUFFER, 512);
    wantKickAt((short) 3);
    assertThat(queue.publish()).as("the last of two").isTrue();
  }

  @Test
  void shouldGoOnWhereIndexesWrap() {
    for (int i = 0; i < 70_000; i++) {
      int head = queue.add(Virtqueue.READ, i, BUFFER, 512);
      wantKickAt((short) i);
      assertThat(queue.publish()).isTrue();
      ByteBuffer table = pop();
      assertThat(at(table.getLong(0), 16).getLong(8)).isEqualTo(i);
      assertThat(queue.done()).isZero();
      queue.wantCall();
      assertThat(wantsCallAt()).isEqualTo((short) i);
      push(head, table, Virtqueue.OK);
      assertThat(queue.done()).isEqualTo(1);
      queue.take();
    }
  }
}
