package io.aiorevisited.engines.parts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CompletionStackTest {
  @Test
  void shouldGiveTheNewestFirstAndTellWhenItWasEmpty() {
    CompletionStack stack = new CompletionStack(3);
    assertThat(stack.takeAll()).isEqualTo(CompletionStack.NONE);
    assertThat(stack.push(2)).isTrue();
    assertThat(stack.push(0)).isFalse();

    assertThat(stack.takeAll()).isZero();
    assertThat(stack.after(0)).isEqualTo(2);
    assertThat(stack.after(2)).isEqualTo(CompletionStack.NONE);
    assertThat(stack.push(1)).as("empty again").isTrue();
  }

  @Test
  @Timeout(60)
  void shouldLoseAndDoubleNothingBetweenThreads() throws InterruptedException {
    int perThread = 100_000;
    int threads = 3;
    CompletionStack stack = new CompletionStack(perThread * threads);
    Thread[] pushing = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      int first = t * perThread;
      pushing[t] =
          new Thread(
              () -> {
                for (int slot = first; slot < first + perThread; slot++) {
                  stack.push(slot);
                }
              });
      pushing[t].start();
    }
    boolean[] taken = new boolean[perThread * threads];
    int count = 0;
    while (count < taken.length) {
      for (int slot = stack.takeAll(); slot != CompletionStack.NONE; slot = stack.after(slot)) {
        assertThat(taken[slot]).isFalse();
        taken[slot] = true;
        count++;
      }
      Thread.onSpinWait();
    }
    for (Thread thread : pushing) {
      thread.join();
    }
    assertThat(stack.takeAll()).isEqualTo(CompletionStack.NONE);
  }
}
