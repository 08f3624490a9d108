package io.aiorevisited.analysis.charts.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnLabelsTest {
  private static final int LEAST_PIXELS = 52;
  private static final String LONG = "qemu-img-io_uring@10.1.0-rc2";

  private static ColumnLabels of(List<String> labels) {
    return new ColumnLabels(labels, LEAST_PIXELS);
  }

  @Test
  void shouldBreakALongNameAtItsBuildAndCutNothingOfIt() {
    List<String> labels = List.of("psync", "qsd-io_uring@10.1.0-rc2");

    assertThat(of(labels).lines())
        .containsExactly(List.of("psync"), List.of("qsd-io_uring", "@10.1.0-rc2"));
  }

  @Test
  void shouldTakeNoMoreThanAPageHasWhereNamesCanBeBroken() {
    ColumnLabels labels = of(Collections.nCopies(11, LONG));

    assertThat(labels.plotPixels()).isLessThanOrEqualTo(950);
    assertThat(labels.lines().get(0)).containsExactly("qemu-img-", "io_uring", "@10.1.0-rc2");
  }

  @Test
  void shouldKeepAShortNameWhole() {
    assertThat(of(List.of("aio-ring", "control, 4 in flight")).lines())
        .containsExactly(List.of("aio-ring"), List.of("control,", "4 in", "flight"));
  }
}
