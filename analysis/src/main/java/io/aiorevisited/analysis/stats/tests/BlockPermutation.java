package io.aiorevisited.analysis.stats.tests;

import io.aiorevisited.analysis.stats.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Tests whether one arm of each block differs from the others by letting the arms change places
 * inside their blocks (E. S. Edgington and P. Onghena, Randomization Tests, 4th ed. 2007, chapter
 * 6). If all arms of a block are alike, each could as well have been the candidate. That holds
 * whatever the noise's distribution, skewed ones included, where a t test of few blocks finds too
 * much.
 *
 * <p>The statistic is t of the differences between the candidate and the mean of its block, worked
 * out anew for each choice (E. Chung and J. P. Romano, Annals of Statistics 41, 2013). With few
 * blocks it still finds too much where the candidate alone is noisier than the others. t grows with
 * the share of the squared sum in the sum of squares, which is what is compared.
 *
 * <p>p is twice the share of choices that are at least as far out on the side of the one seen. Far
 * out on the other side lies every choice that leaves the candidate out where it differs much: in 6
 * blocks of 3 arms those are 9 in 100, whatever was found.
 *
 * <p>Up to {@value #EXACT_LIMIT} choices are all counted; where there are more, random ones stand
 * for them, and the share is (b + 1) / (B + 1), which is never zero (B. Phipson and G. K. Smyth,
 * Stat. Appl. Genet. Mol. Biol. 9, 2010).
 */
public final class BlockPermutation {

  /** Most choices, arms to the power of blocks, of which each is counted. */
  public static final int EXACT_LIMIT = 100_000;

  /** Rounding is far below this share; a tie counts as extreme. */
  private static final double RELATIVE_TIE = 1e-12;

  private final double[][] differences;
  private final double bound;

  private BlockPermutation(double[] candidate, List<double[]> others) {
    differences = new double[candidate.length][];
    double sum = 0;
    double squares = 0;
    for (int block = 0; block < candidate.length; block++) {
      differences[block] = differences(candidate, others, block);
      sum += differences[block][0];
      squares += differences[block][0] * differences[block][0];
    }
    if (sum < 0) {
      for (double[] block : differences) {
        Arrays.setAll(block, arm -> -block[arm]);
      }
    }
    bound = share(Math.abs(sum), squares) * (1 - RELATIVE_TIE);
  }

  /**
   * Returns the two-sided p, in (0, 1].
   *
   * @param candidate at least one finite value, such as the logarithm of one figure a block
   * @param others the other arms of the same blocks, at least one, each as long
   * @param randomChoices how many are drawn above the exact limit, at least 1
   * @param seed of the random choices; without effect up to the exact limit
   * @throws IllegalArgumentException if there is no value, no other arm, one is not finite, or
   *     lengths differ
   */
  public static double pValue(
      double[] candidate, List<double[]> others, int randomChoices, long seed) {
    Require.finite(candidate, 1);
    if (others.isEmpty() || randomChoices < 1) {
      throw new IllegalArgumentException(
          "needs another arm and a choice: arms=" + others.size() + " choices=" + randomChoices);
    }
    for (double[] other : others) {
      Require.finite(other, 1);
      Require.sameLength(candidate, other);
    }
    BlockPermutation test = new BlockPermutation(candidate, others);
    double choices = Math.pow(others.size() + 1, candidate.length);
    double share =
        choices <= EXACT_LIMIT
            ? test.countExtreme(0, 0, 0) / choices
            : test.sampled(randomChoices, new SplittableRandom(seed));
    return Math.min(1, 2 * share);
  }

  private static double[] differences(double[] candidate, List<double[]> others, int block) {
    double[] values = new double[others.size() + 1];
    values[0] = candidate[block];
    for (int arm = 1; arm < values.length; arm++) {
      values[arm] = others.get(arm - 1)[block];
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(value -> value - mean).toArray();
  }

  /** Of the same sign as the sum. */
  private static double share(double sum, double squares) {
    return squares == 0 ? 0 : sum * Math.abs(sum) / squares;
  }

  private long countExtreme(int block, double sum, double squares) {
    if (block == differences.length) {
      return share(sum, squares) >= bound ? 1 : 0;
    }
    long extreme = 0;
    for (double d : differences[block]) {
      extreme += countExtreme(block + 1, sum + d, squares + d * d);
    }
    return extreme;
  }

  private double sampled(int choices, SplittableRandom random) {
    Choices[] groups = Choices.grouped(differences).toArray(Choices[]::new);
    int extreme = 0;
    for (int choice = 0; choice < choices; choice++) {
      double sum = 0;
      double squares = 0;
      for (Choices group : groups) {
        int one = random.nextInt(group.sums.length);
        sum += group.sums[one];
        squares += group.squares[one];
      }
      if (share(sum, squares) >= bound) {
        extreme++;
      }
    }
    return (extreme + 1.0) / (choices + 1.0);
  }

  /**
   * What every choice in some of the blocks sums up to: one number drawn stands for a choice in
   * each of them.
   */
  private record Choices(double[] sums, double[] squares) {

    /** Most choices of a group: few enough for the processor's nearest cache. */
    private static final int MOST = 1024;

    static List<Choices> grouped(double[][] differences) {
      List<Choices> groups = new ArrayList<>();
      Choices group = new Choices(new double[1], new double[1]);
      for (double[] block : differences) {
        if (group.sums.length * block.length > MOST) {
          groups.add(group);
          group = new Choices(new double[1], new double[1]);
        }
        group = group.with(block);
      }
      groups.add(group);
      return groups;
    }

    private Choices with(double[] block) {
      double[] moreSums = new double[sums.length * block.length];
      double[] moreSquares = new double[moreSums.length];
      for (int i = 0; i < moreSums.length; i++) {
        double d = block[i % block.length];
        moreSums[i] = sums[i / block.length] + d;
        moreSquares[i] = squares[i / block.length] + d * d;
      }
      return new Choices(moreSums, moreSquares);
    }
  }
}
