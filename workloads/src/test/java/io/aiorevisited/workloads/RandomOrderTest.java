package io.aiorevisited.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomOrderTest {
  private static final long BLOCK = 4096;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 16, 17, 1000, 4096, 65_537})
  void shouldVisitEveryBlockOnce(int blocks) {
    RandomOrder order = new RandomOrder(blocks, BLOCK);
    for (long generation = 0; generation < 5; generation++) {
      order.shuffle(generation << 20);
      BitSet visited = new BitSet();
      for (int i = 0; i < blocks; i++) {
        long offset = order.blockOffset(i);
        assertThat(offset % BLOCK).isZero();
        visited.set((int) (offset / BLOCK));
      }
      assertThat(visited.cardinality()).isEqualTo(blocks);
      assertThat(visited.length()).isEqualTo(blocks);
    }
  }

  @Test
  void shouldTakeAnotherOrderEachPassAndTheSameForTheSamePass() {
    RandomOrder order = new RandomOrder(1000, BLOCK);
    order.shuffle(1);
    long[] first = offsets(order);
    order.shuffle(2);
    long[] second = offsets(order);
    order.shuffle(1);

    assertThat(offsets(order)).isEqualTo(first);
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void shouldJumpFarAndSeldomOnwards() {
    RandomOrder order = new RandomOrder(10_000, BLOCK);
    order.shuffle(2009);
    long[] offsets = offsets(order);
    int onwards = 0;
    double distance = 0;
    for (int i = 1; i < offsets.length; i++) {
      long step = (offsets[i] - offsets[i - 1]) / BLOCK;
      onwards += step == 1 ? 1 : 0;
      distance += Math.abs(step);
    }

    // Of two random blocks of n, the mean distance is n / 3, and one pair in n is in sequence.
    assertThat(distance / (offsets.length - 1)).isBetween(3_100.0, 3_600.0);
    assertThat(onwards).isLessThan(10);
  }

  @Test
  void shouldRefuseNoBlocks() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RandomOrder(0, BLOCK));
  }

  private static long[] offsets(RandomOrder order) {
    long[] offsets = new long[1000];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = order.blockOffset(i);
    }
    return offsets;
  }
}
