package io.aiorevisited.analysis.stats;

/** Data sets whose statistics others have published. */
final class PublishedData {

  /**
   * Hours of sleep gained by ten patients under two drugs: R's {@code sleep}, from Student 1908.
   */
  static final double[] SLEEP_1 = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

  static final double[] SLEEP_2 = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

  /** The 15 p-values of Benjamini and Hochberg 1995, section 4. */
  static final double[] BENJAMINI_HOCHBERG = {
    .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528,
    .7590, 1
  };

  private PublishedData() {}

  static double[] difference(double[] first, double[] second) {
    double[] d = new double[first.length];
    for (int i = 0; i < d.length; i++) {
      d[i] = first[i] - second[i];
    }
    return d;
  }
}
