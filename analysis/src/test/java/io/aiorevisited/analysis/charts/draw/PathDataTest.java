package io.aiorevisited.analysis.charts.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathDataTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "M10 10 L10 20 L30 20 Z | m10 10v10h20z",
        "M0.5 -0.5 L1.5 -1.5 L2.5 -2.5 | m.5-.5l1-1 1-1",
        "M5 5 L5 5 M6 7 L6 7 | m5 5h0m1 2h0",
        "M0 0 Q1 1 2 0 Q3 -1 4 0 | m0 0q1 1 2 0 1-1 2 0",
        "M0 0 C1 1 2 2 3 0 L4 4 | m0 0c1 1 2 2 3 0l1 4",
        "M1 1 L2 2 Z M3 3 L4 5 | m1 1l1 1zm2 2l1 2",
        "M1E-4 0 L10 1.26 | m0 0l10 1.3",
      })
  void shouldSayTheSameInFewerCharacters(String absolute, String relative) {
    assertThat(PathData.shorten("<path d=\"" + absolute + "\"/>"))
        .isEqualTo("<path d=\"" + relative + "\"/>");
  }

  @Test
  void shouldNotAddUpRoundingErrors() {
    StringBuilder absolute = new StringBuilder("M0 0");
    for (int i = 1; i <= 1000; i++) {
      absolute.append(" L").append(i * 0.14).append(" 0");
    }
    String shortened = PathData.shorten(" d=\"" + absolute + "\"");

    double end =
        Pattern.compile("[ h](-?[0-9.]+)")
            .matcher(shortened.substring(shortened.indexOf('h')))
            .results()
            .mapToDouble(step -> Double.parseDouble(step.group(1)))
            .sum();
    assertThat(end).isCloseTo(140, within(0.06));
  }
}
