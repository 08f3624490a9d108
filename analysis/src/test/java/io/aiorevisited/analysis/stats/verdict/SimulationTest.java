package io.aiorevisited.analysis.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.stats.verdict.Contest.Pairing;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Judges runs whose truth is known. A round holds the reference, its control and the candidate in a
 * random order; a trial has an effect of its own and five passes, and the host drifts all along.
 */
class SimulationTest {

  private static final long SEED = 20090331;
  private static final int PASSES = 5;

  private static final Set<Verdict> SEES_A_DIFFERENCE =
      EnumSet.of(
          Verdict.FASTER,
          Verdict.SLOWER,
          Verdict.FASTER_SIZE_UNCERTAIN,
          Verdict.SLOWER_SIZE_UNCERTAIN,
          Verdict.REAL_BUT_NEGLIGIBLE);

  @Test
  void shouldSeldomSeeADifferenceWhereThereIsNone() {
    Random random = new Random(SEED);
    int experiments = 2_000;
    int rejected = 0;
    int seen = 0;
    for (int i = 0; i < experiments; i++) {
      // Between trials 2 %, between passes 2 %: an intraclass correlation of 0.5. The host loses
      // 30 % over the run.
      Comparison judged = judge(run(random, 12, 0, 0.02, 0.02, 0.30));
      rejected += judged.evidence().orElseThrow().pValue() < 0.05 ? 1 : 0;
      seen += SEES_A_DIFFERENCE.contains(judged.verdict()) ? 1 : 0;
    }
    assertThat((double) rejected / experiments).as("seed %d", SEED).isLessThanOrEqualTo(0.065);
    assertThat((double) rejected / experiments)
        .as("seed %d: a test that never rejects is no test", SEED)
        .isGreaterThan(0.035);
    assertThat((double) seen / experiments).as("seed %d", SEED).isLessThanOrEqualTo(0.065);
  }

  @Test
  void shouldFindFivePercentInTwelveRoundsOfTwoPercentNoise() {
    Map<Verdict, Integer> verdicts = verdicts(12, Math.log(1.05), 0.02);

    // The side is right each time: the ratio's sign is checked where the verdict has one.
    int found = count(verdicts, EnumSet.of(Verdict.FASTER, Verdict.FASTER_SIZE_UNCERTAIN));
    assertThat(found).as("seed %d: %s", SEED, verdicts).isGreaterThanOrEqualTo(900);
    assertThat(count(verdicts, EnumSet.of(Verdict.SLOWER, Verdict.EQUIVALENT)))
        .as("seed %d: %s", SEED, verdicts)
        .isZero();
  }

  @Test
  void shouldCallNoDifferenceEquivalentInTwentyRoundsOfOnePercentNoise() {
    Map<Verdict, Integer> verdicts = verdicts(20, 0, 0.01);

    assertThat(count(verdicts, EnumSet.of(Verdict.EQUIVALENT)))
        .as("seed %d: %s", SEED, verdicts)
        .isGreaterThanOrEqualTo(900);
    assertThat(count(verdicts, EnumSet.of(Verdict.FASTER, Verdict.SLOWER)))
        .as("seed %d: %s", SEED, verdicts)
        .isZero();
  }

  private static Map<Verdict, Integer> verdicts(int rounds, double effect, double noise) {
    Random random = new Random(SEED);
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (int i = 0; i < 1_000; i++) {
      Comparison judged = judge(run(random, rounds, effect, noise, 0, 0.05));
      counts.merge(judged.verdict(), 1, Integer::sum);
    }
    return counts;
  }

  private static int count(Map<Verdict, Integer> verdicts, Set<Verdict> wanted) {
    return wanted.stream().mapToInt(v -> verdicts.getOrDefault(v, 0)).sum();
  }

  private static Comparison judge(Contest contest) {
    return VerdictFamily.judge(List.of(contest), VerdictSettings.of(1, 0.03, SEED)).get(0);
  }

  private static Contest run(
      Random random, int rounds, double effect, double trialNoise, double passNoise, double drift) {
    double[][] arms = new double[3][rounds];
    for (int round = 0; round < rounds; round++) {
      int[] order = shuffled(random);
      for (int place = 0; place < 3; place++) {
        double time = (3.0 * round + place) / (3.0 * rounds);
        double host = 500 * (1 - drift * time);
        double trial = (order[place] == 2 ? effect : 0) + trialNoise * random.nextGaussian();
        double seconds = 0;
        for (int pass = 0; pass < PASSES; pass++) {
          seconds += Math.exp(-trial - passNoise * random.nextGaussian()) / host;
        }
        arms[order[place]][round] = PASSES / seconds;
      }
    }
    return new Contest(
        "simulated",
        Pairing.PAIRED,
        Direction.HIGHER_IS_BETTER,
        arms[0],
        arms[2],
        Optional.of(ControlArm.of(arms[0], arms[1])),
        List.of());
  }

  private static int[] shuffled(Random random) {
    int[] order = {0, 1, 2};
    for (int i = 2; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }
}
