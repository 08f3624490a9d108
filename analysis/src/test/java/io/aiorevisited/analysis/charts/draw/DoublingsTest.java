package io.aiorevisited.analysis.charts.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.charts.draw.Ticks.Mark;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DoublingsTest {

  @Test
  void shouldLabelEveryDepthThatHasRoom() {
    Ticks ticks = Ticks.doublings(new TreeSet<>(List.of(1, 4, 32, 128)), 280, 32);

    assertThat(ticks.marks()).extracting(Mark::label).containsExactly("1", "4", "32", "128");
    assertThat(ticks.marks()).extracting(Mark::place).containsExactly(0.0, 2.0, 5.0, 7.0);
    assertThat(ticks.low()).isNegative();
    assertThat(ticks.high()).isGreaterThan(7);
  }

  @Test
  void shouldLabelBothEndsAndLeaveOutWhatWouldTouchThem() {
    assertThat(Ticks.doublings(new TreeSet<>(List.of(1, 30, 31, 32, 1024)), 280, 32).marks())
        .extracting(Mark::label)
        .containsExactly("1", "30", "1024");
    assertThat(Ticks.doublings(new TreeSet<>(List.of(1, 2, 1000, 1024)), 280, 32).marks())
        .extracting(Mark::label)
        .containsExactly("1", "1024");
    assertThat(Ticks.doublings(new TreeSet<>(List.of(31, 32)), 280, 32).marks())
        .extracting(Mark::label)
        .containsExactly("31", "32");
  }
}
