package io.aiorevisited.harness.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StandstillWatchTest {

  private char state = 'S';
  private long nanos;
  private long runDelayNanos;

  private final StandstillWatch watch =
      new StandstillWatch(
          new StandstillWatch.Source() {
            @Override
            public char state() {
              return state;
            }

            @Override
            public long ownRunDelayNanos() {
              return runDelayNanos;
            }
          },
          () -> nanos);

  @Test
  void shouldSeeNothingInATurnThatRunsSleepsAndWaitsForTheDisk() {
    for (char each : new char[] {'R', 'S', 'D', 'S', 't', 'Z', 'X'}) {
      state = each;
      lookAfter(50);
    }

    assertThat(watch.stoppedNanos()).isZero();
  }

  @Test
  void shouldAddUpTheTimeInWhichTheProcessWasStopped() {
    lookAfter(50);
    state = 'T';
    for (int i = 0; i < 60; i++) {
      lookAfter(50);
    }
    state = 'R';
    lookAfter(50);

    assertThat(watch.stoppedNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(3));
  }

  @Test
  void shouldSeeThatTheWholeMachineStoodStill() {
    lookAfter(50);
    lookAfter(4000);
    lookAfter(50);

    assertThat(watch.stoppedNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(4));
  }

  @Test
  void shouldNotTakeABusyMachineForOneThatStoodStill() {
    runDelayNanos += TimeUnit.MILLISECONDS.toNanos(3900);
    lookAfter(4000);
    lookAfter(500);

    assertThat(watch.stoppedNanos()).isZero();
  }

  private void lookAfter(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    watch.look();
  }
}
