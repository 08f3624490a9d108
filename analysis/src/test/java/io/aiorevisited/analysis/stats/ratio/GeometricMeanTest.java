package io.aiorevisited.analysis.stats.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GeometricMeanTest {

  @Test
  void shouldBeThePlainMeanOverTheCellsWhereNothingWasLost() {
    SortedMap<Integer, Double> values =
        GeometricMean.byRound(
            List.of(Map.of(1, 0.1, 2, 0.3, 3, 0.2), Map.of(1, 0.5, 2, 0.1, 3, 0.3)));

    assertThat(values.keySet()).containsExactly(1, 2, 3);
    assertThat(values.get(1)).isCloseTo(0.3, within(1e-12));
    assertThat(values.get(2)).isCloseTo(0.2, within(1e-12));
    assertThat(values.get(3)).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void shouldGiveEveryCellTheSameWeightWhateverItLost() {
    SortedMap<Integer, Double> values =
        GeometricMean.byRound(
            List.of(
                Map.of(1, 0.0, 2, 0.2, 3, 0.0, 4, 0.2), // mean 0.1
                Map.of(1, 0.9, 3, 1.1))); // mean 1.0, two rounds lost

    assertThat(mean(values)).isCloseTo(0.55, within(1e-12));
  }

  @Test
  void shouldKnowNothingWhereACellHasNoBlock() {
    assertThat(GeometricMean.byRound(List.of(Map.of(1, 0.1), Map.of()))).isEmpty();
    assertThat(GeometricMean.byRound(List.of())).isEmpty();
    assertThat(GeometricMean.byRound(List.of(Map.of(1, 0.1), Map.of(1, 0.3)))).hasSize(1);
  }

  @Test
  void shouldKeepItsCoverageWhereBlocksAreLostAndRoundsShareADisturbance() {
    Random random = new Random(20090820);
    int runs = 4_000;
    int missed = 0;
    for (int run = 0; run < runs; run++) {
      List<Map<Integer, Double>> cells = new ArrayList<>();
      double[] shared = random.doubles(12, -0.1, 0.1).toArray();
      for (int cell = 0; cell < 8; cell++) {
        Map<Integer, Double> logs = new TreeMap<>();
        for (int round = 0; round < 12; round++) {
          if (random.nextDouble() > 0.15) {
            logs.put(round, cell + shared[round] + 0.15 * random.nextGaussian());
          }
        }
        cells.add(logs);
      }
      double[] values =
          GeometricMean.byRound(cells).values().stream().mapToDouble(v -> v).toArray();
      missed += LogRatio.ofDifferences(values).logInterval(0.95).contains(3.5) ? 0 : 1;
    }
    assertThat((double) missed / runs).isBetween(0.04, 0.06);
  }

  private static double mean(SortedMap<Integer, Double> values) {
    return values.values().stream().mapToDouble(v -> v).average().orElseThrow();
  }
}
