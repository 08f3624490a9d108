package io.aiorevisited.analysis.charts.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;

/**
 * Labelled places of an axis, at least two of them inside it.
 *
 * @param low where the axis begins
 * @param high where it ends
 * @param marks from low to high
 */
public record Ticks(double low, double high, List<Mark> marks) {

  /** A place of the axis, in its unit, and what is written there. */
  public record Mark(double place, String label) {}

  /** With fewer steps than this, round steps could leave one label inside the axis. */
  private static final int FEWEST_STEPS = 5;

  /** Part of an axis that is left free at either end. */
  private static final double MARGIN = 0.07;

  private static final double[] WITHIN_A_DECADE = {1, 2, 5};
  private static final double NEAREST = Math.log10(5.0 / 2) * 0.75;

  /**
   * Labels round numbers of a linear axis.
   *
   * @param low below {@code high}
   * @param steps at most so many steps, at least 5
   */
  public static Ticks linear(double low, double high, int steps) {
    return linear(low, high, steps, "");
  }

  /** Labels round numbers of a linear axis, each with a unit behind it. */
  public static Ticks linear(double low, double high, int steps, String unit) {
    double step = step(high - low, Math.max(FEWEST_STEPS, steps));
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
    String pattern = "%,." + decimals + "f";
    List<Mark> marks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
      String number = String.format(Locale.ROOT, pattern, i * step).replace('-', '−');
      marks.add(new Mark(i * step, number + unit));
    }
    return new Ticks(low, high, List.copyOf(marks));
  }

  /**
   * Labels an axis of deviations from zero, in per cent, from minus to plus {@code bound}.
   *
   * @param bound above 0
   */
  public static Ticks deviations(double bound) {
    double step = below(bound);
    List<Mark> marks = new ArrayList<>();
    for (int i = -2; i <= 2; i++) {
      if (Math.abs(i * step) <= bound) {
        marks.add(new Mark(i * step, percent(i * step)));
      }
    }
    return new Ticks(-bound, bound, List.copyOf(marks));
  }

  private static String percent(double value) {
    String number = String.format(Locale.ROOT, value == 0 ? "%.0f" : "%+.2f", value);
    String plain = number.contains(".") ? number.replaceAll("\\.?0+$", "") : number;
    return plain.replace('-', '−') + " %";
  }

  /**
   * Labels a logarithmic axis, whose unit is the logarithm to base 10: 1, 2, 5, 10, ... where there
   * is room, else every power of ten, every second, and so on.
   *
   * @param lowest smallest value shown, above 0
   * @param highest largest value shown, at least {@code lowest}
   * @param pixels length of the axis
   * @param pixelsOfLabel how far apart two labels must lie
   */
  public static Ticks logarithmic(
      double lowest, double highest, double pixels, double pixelsOfLabel) {
    double low = Math.floor(Math.log10(lowest) + 1e-9);
    double high = Math.max(low + 1, Math.ceil(Math.log10(highest) - 1e-9));
    if (NEAREST * pixels / (high - low) >= pixelsOfLabel) {
      return between(lowest, highest, low, high);
    }
    int every = (int) Math.max(1, Math.ceil(pixelsOfLabel * (high - low) / pixels));
    high = low + every * Math.ceil((high - low) / every);
    List<Mark> marks = new ArrayList<>();
    for (double decade = low; decade <= high; decade += every) {
      marks.add(new Mark(decade, power(Math.pow(10, decade))));
    }
    return new Ticks(low, high, List.copyOf(marks));
  }

  /**
   * Labels an axis whose unit is the logarithm to base 2 at the values themselves: the least and
   * the greatest, and between them those that have room.
   *
   * @param values above 0, at least two
   * @param pixels length of the axis
   * @param pixelsOfLabel how far apart two labels must lie
   */
  public static Ticks doublings(SortedSet<Integer> values, double pixels, double pixelsOfLabel) {
    double first = doubling(values.first());
    double last = Math.max(first + 1e-3, doubling(values.last()));
    double margin = MARGIN * (last - first);
    double apart = pixelsOfLabel * (last - first + 2 * margin) / pixels;
    List<Mark> marks = new ArrayList<>();
    for (int value : values) {
      double place = doubling(value);
      boolean room =
          marks.isEmpty()
              || value == values.last()
              || place - marks.get(marks.size() - 1).place() >= apart && last - place >= apart;
      if (room) {
        marks.add(new Mark(place, String.valueOf(value)));
      }
    }
    return new Ticks(first - margin, last + margin, List.copyOf(marks));
  }

  /** Where a value lies on an axis whose unit is the logarithm to base 2. */
  public static double doubling(int value) {
    return Math.log(value) / Math.log(2);
  }

  private static Ticks between(double lowest, double highest, double low, double high) {
    List<Mark> all = new ArrayList<>();
    for (double decade = low; decade <= high; decade++) {
      for (double digit : WITHIN_A_DECADE) {
        double value = digit * Math.pow(10, decade);
        all.add(new Mark(Math.log10(value), power(value)));
      }
    }
    int first = 0;
    while (first + 1 < all.size() && all.get(first + 1).place() <= Math.log10(lowest) + 1e-9) {
      first++;
    }
    int last = all.size() - 1;
    while (last - 1 > first && all.get(last - 1).place() >= Math.log10(highest) - 1e-9) {
      last--;
    }
    List<Mark> marks = List.copyOf(all.subList(first, last + 1));
    return new Ticks(marks.get(0).place(), marks.get(marks.size() - 1).place(), marks);
  }

  private static String power(double value) {
    int decimals = value >= 1 - 1e-9 ? 0 : (int) Math.ceil(-Math.log10(value) - 1e-9);
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** The largest of 1, 2, 5, 10, ... that is at most the bound, so that a label is inside it. */
  private static double below(double bound) {
    double power = Math.pow(10, Math.floor(Math.log10(bound)));
    return bound >= 5 * power ? 5 * power : bound >= 2 * power ? 2 * power : power;
  }

  /** The smallest of 1, 2, 5, 10, ... that makes at most so many steps of a range. */
  private static double step(double range, int steps) {
    double power = Math.pow(10, Math.floor(Math.log10(range / steps)));
    for (double digit : new double[] {1, 2, 5}) {
      if (digit * power * steps >= range * (1 - 1e-9)) {
        return digit * power;
      }
    }
    return 10 * power;
  }
}
