package io.aiorevisited.engines.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The ring as the kernel lays it out (struct aio_ring of fs/aio.c), in memory of the test's own.
 */
class AioRingTest {
  private static final int PLACES = 5;

  private final ByteBuffer memory =
      ByteBuffer.allocateDirect(32 + PLACES * 32).order(ByteOrder.nativeOrder());

  AioRingTest() {
    memory.putInt(4, PLACES).putInt(16, 0xa10a10a1).putInt(24, 0).putInt(28, 32);
    for (int place = 0; place < PLACES; place++) {
      memory.putLong(32 + place * 32, 100 + place).putLong(32 + place * 32 + 16, -place);
    }
  }

  private AioRing ring(int head, int tail) {
    memory.putInt(8, head).putInt(12, tail);
    return AioRing.of(memory);
  }

  @Test
  void shouldShowNothingInAnEmptyRing() {
    assertThat(ring(3, 3).available()).isZero();
  }

  @Test
  void shouldReadEventsFromHeadToTail() {
    AioRing ring = ring(1, 3);
    assertThat(ring.available()).isEqualTo(2);
    assertThat(ring.index(0)).isEqualTo(101);
    assertThat(ring.result(0)).isEqualTo(-1);
    assertThat(ring.index(1)).isEqualTo(102);
    assertThat(ring.result(1)).isEqualTo(-2);
    ring.release(2);
    assertThat(memory.getInt(8)).isEqualTo(3);
    assertThat(ring.available()).isZero();
  }

  @Test
  void shouldStartAgainAtTheFirstPlaceAfterTheLast() {
    AioRing ring = ring(4, 2);
    assertThat(ring.available()).isEqualTo(3);
    assertThat(ring.index(0)).isEqualTo(104);
    assertThat(ring.index(1)).isEqualTo(100);
    assertThat(ring.index(2)).isEqualTo(101);
    ring.release(1);
    assertThat(memory.getInt(8)).as("the last place was taken").isZero();
    assertThat(ring.available()).isEqualTo(2);
    ring.release(2);
    assertThat(memory.getInt(8)).isEqualTo(2);
  }

  @Test
  void shouldNotTrustIndexesBeyondTheRing() {
    assertThat(ring(0, PLACES).available()).isEqualTo(AioRing.UNSURE);
    assertThat(ring(0, -1).available()).isEqualTo(AioRing.UNSURE);
    assertThat(ring(PLACES, 0).available()).isEqualTo(AioRing.UNSURE);
    assertThat(ring(-1, 0).available()).isEqualTo(AioRing.UNSURE);
    assertThat(ring(0, 1).available()).as("again in order").isEqualTo(1);
  }

  @Test
  void shouldReadNoRingOfAnotherForm() {
    assertThat(known(ring -> {})).isTrue();
    assertThat(known(ring -> ring.putInt(16, 0x12345678))).as("magic").isFalse();
    assertThat(known(ring -> ring.putInt(24, 1))).as("incompatible feature").isFalse();
    assertThat(known(ring -> ring.putInt(28, 64))).as("header length").isFalse();
    assertThat(known(ring -> ring.putInt(4, 0))).as("no places").isFalse();
  }

  private boolean known(Consumer<ByteBuffer> change) {
    ByteBuffer changed = ByteBuffer.allocateDirect(memory.capacity()).order(memory.order());
    changed.put(0, memory, 0, memory.capacity());
    change.accept(changed);
    LinuxSyscalls mapped =
        new ForwardingSyscalls() {
          @Override
          public ByteBuffer view(long address, int length) {
            return changed;
          }
        };
    return AioRing.of(mapped, 0) != null;
  }
}
