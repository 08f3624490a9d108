package io.aiorevisited.reports.section.cpu;

import io.aiorevisited.analysis.stats.MeanEstimate;
import io.aiorevisited.reports.section.cpu.CpuSection.Value;
import io.aiorevisited.reports.text.Figures;
import java.util.Locale;

/** Writes CPU times. */
public final class CpuFigures {

  private CpuFigures() {}

  /** Writes a number with three digits that count. */
  public static String threeDigits(double value) {
    double size = Math.abs(value);
    String pattern = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, pattern, value);
  }

  /** Writes a mean and half its interval's width. */
  public static Value value(MeanEstimate estimate) {
    return new Value(
        threeDigits(estimate.mean()),
        estimate
            .interval()
            .map(i -> Figures.plusMinus(estimate.mean(), i, threeDigits(i.halfWidth())))
            .orElse(""));
  }
}
