package io.aiorevisited.analysis.stats;

/** Checks arguments; every message states the rule, then the value that broke it. */
public final class Require {

  private Require() {}

  /** Demands that a sample has at least {@code minimum} values and that all are finite. */
  public static void finite(double[] values, int minimum) {
    if (values.length < minimum) {
      throw new IllegalArgumentException(
          "a sample needs at least " + minimum + " values: length=" + values.length);
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "a sample must be finite: values[" + i + "]=" + values[i]);
      }
    }
  }

  /** Demands what {@link #finite} does and that all values are above zero. */
  public static void positive(double[] values, int minimum) {
    finite(values, minimum);
    for (int i = 0; i < values.length; i++) {
      if (values[i] <= 0) {
        throw new IllegalArgumentException(
            "a ratio needs values above zero: values[" + i + "]=" + values[i]);
      }
    }
  }

  /** Demands two samples of one length: value i of both was measured in the same round. */
  public static void sameLength(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "paired samples must have one length: first="
              + first.length
              + " second="
              + second.length);
    }
  }

  /** Demands a probability strictly between 0 and 1, such as a confidence or a level. */
  public static void openProbability(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must lie between 0 and 1: " + name + "=" + value);
    }
  }

  /** Demands a finite number above zero. */
  public static void aboveZero(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be above zero: " + name + "=" + value);
    }
  }

  /** Demands p-values: each from 0 to 1. */
  public static void pValues(double[] p) {
    for (int i = 0; i < p.length; i++) {
      if (!(p[i] >= 0 && p[i] <= 1)) {
        throw new IllegalArgumentException("a p-value lies from 0 to 1: p[" + i + "]=" + p[i]);
      }
    }
  }
}
