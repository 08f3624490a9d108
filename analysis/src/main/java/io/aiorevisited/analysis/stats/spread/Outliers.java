package io.aiorevisited.analysis.stats.spread;

import io.aiorevisited.analysis.stats.Quantile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Classifies values that lie far out. They are marked, never removed. */
public final class Outliers {

  private static final double INNER_IQR = 1.5;
  private static final double OUTER_IQR = 3;

  /** Makes the MAD of a normal sample estimate its standard deviation: 1 / Φ⁻¹(3/4). */
  private static final double MAD_TO_SIGMA = 1.4826;

  private static final double INNER_SIGMA = 3.5;
  private static final double OUTER_SIGMA = 10;

  private Outliers() {}

  /**
   * Classifies by J. W. Tukey's fences (Exploratory Data Analysis, 1977): mild beyond 1.5, severe
   * beyond 3 interquartile ranges outside the quartiles; quartiles of type 7.
   *
   * @param values at least one finite value
   * @return one class a value, in the order of the values
   * @throws IllegalArgumentException if the sample is empty or not finite
   */
  public static List<OutlierClass> tukey(double[] values) {
    double first = Quantile.of(values, 0.25);
    double third = Quantile.of(values, 0.75);
    double range = third - first;
    return classify(
        values,
        new double[] {first - INNER_IQR * range, third + INNER_IQR * range},
        new double[] {first - OUTER_IQR * range, third + OUTER_IQR * range});
  }

  /**
   * Classifies by distance from the median in units of 1.4826 MAD: mild beyond 3.5 (B. Iglewicz and
   * D. C. Hoaglin, How to Detect and Handle Outliers, 1993), severe beyond 10 (hyperfine's
   * warning). If more than half of the values agree, MAD is zero and every other value is severe.
   *
   * @param values at least one finite value
   * @return one class a value, in the order of the values
   * @throws IllegalArgumentException if the sample is empty or not finite
   */
  public static List<OutlierClass> mad(double[] values) {
    double median = Quantile.median(values);
    double[] distances = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      distances[i] = Math.abs(values[i] - median);
    }
    double sigma = MAD_TO_SIGMA * Quantile.median(distances);
    return classify(
        values,
        new double[] {median - INNER_SIGMA * sigma, median + INNER_SIGMA * sigma},
        new double[] {median - OUTER_SIGMA * sigma, median + OUTER_SIGMA * sigma});
  }

  private static List<OutlierClass> classify(double[] values, double[] inner, double[] outer) {
    List<OutlierClass> classes = new ArrayList<>(values.length);
    for (double value : values) {
      classes.add(classOf(value, inner, outer));
    }
    return Collections.unmodifiableList(classes);
  }

  private static OutlierClass classOf(double value, double[] inner, double[] outer) {
    if (value < outer[0]) {
      return OutlierClass.LOW_SEVERE;
    }
    if (value < inner[0]) {
      return OutlierClass.LOW_MILD;
    }
    if (value > outer[1]) {
      return OutlierClass.HIGH_SEVERE;
    }
    return value > inner[1] ? OutlierClass.HIGH_MILD : OutlierClass.NONE;
  }
}
