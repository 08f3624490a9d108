package io.aiorevisited.engines.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TaskNamesTest {
  private static final int LOOKS = 300;

  @Test
  void shouldCountThreadsByTheStartOfTheirNames() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2); // a thread gives itself its name
    CountDownLatch end = new CountDownLatch(1);
    Thread[] threads = {thread("tn-a", begun, end), thread("tn-b", begun, end)};
    begun.await();

    assertThat(TaskNames.count("tn-")).isEqualTo(2);
    assertThat(TaskNames.count("tn-a")).isEqualTo(1);

    end.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static Thread thread(String name, CountDownLatch begun, CountDownLatch end) {
    Thread thread =
        new Thread(
            () -> {
              begun.countDown();
              try {
                end.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            name);
    thread.start();
    return thread;
  }

  /** One that ends between the opening of its file and the reading of it gives ESRCH. */
  @Test
  void shouldCountWhileThreadsEnd() throws InterruptedException {
    AtomicBoolean enough = new AtomicBoolean();
    Thread starter =
        new Thread(
            () -> {
              while (!enough.get()) {
                new Thread(() -> {}).start();
              }
            });
    starter.start();
    try {
      for (int look = 0; look < LOOKS; look++) {
        assertThat(TaskNames.count("nobody")).isZero();
      }
    } finally {
      enough.set(true);
      starter.join();
    }
  }

  @Test
  void shouldNotTakeAnotherFailureForTheEndOfAThread() {
    assertThatThrownBy(() -> ProcFile.text(Path.of("/proc/self/task")))
        .isInstanceOf(IOException.class);
  }
}
