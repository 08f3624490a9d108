package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.TrialRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Share of an arm's requests that were done within a time: its empirical distribution function.
 * Each trial has a curve of its own; the arm's is their mean, so that every trial counts the same.
 *
 * @param micros times, microseconds, rising by a constant factor
 * @param shares for each time, the mean over trials of the share done by then, 0 to 1
 * @param trials trials that the curve is made of
 * @param unreadable trials left out because their histogram can't be decoded
 */
public record LatencyCurve(List<Double> micros, List<Double> shares, int trials, int unreadable) {

  private static final int POINTS = 80;
  private static final double NANOS_PER_MICRO = 1e3;

  /** Reads the histograms of trials that timed their requests; empty if none can be read. */
  static Optional<LatencyCurve> of(List<TrialRecord> timed) {
    List<Histogram> histograms = new ArrayList<>();
    for (TrialRecord trial : timed) {
      decode(trial.latency().nanos().histogram()).ifPresent(histograms::add);
    }
    if (histograms.isEmpty()) {
      return Optional.empty();
    }
    double low =
        Math.max(1, histograms.stream().mapToLong(Histogram::getMinNonZeroValue).min().orElse(1));
    double high =
        Math.max(low + 1, histograms.stream().mapToLong(Histogram::getMaxValue).max().orElse(1));
    double[] nanos = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      nanos[i] = low * Math.pow(high / low, i / (POINTS - 1.0));
    }
    List<double[]> each = histograms.stream().map(h -> shares(h, nanos)).toList();
    List<Double> micros = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      int point = i;
      micros.add(nanos[i] / NANOS_PER_MICRO);
      shares.add(each.stream().mapToDouble(share -> share[point]).average().orElseThrow());
    }
    return Optional.of(
        new LatencyCurve(micros, shares, histograms.size(), timed.size() - histograms.size()));
  }

  /** Share of a histogram at or below each of rising times, counted in one pass over it. */
  private static double[] shares(Histogram histogram, double[] nanos) {
    double[] shares = new double[nanos.length];
    long counted = 0;
    int point = 0;
    for (HistogramIterationValue value : histogram.recordedValues()) {
      long from = histogram.lowestEquivalentValue(value.getValueIteratedTo());
      while (point < nanos.length && (long) Math.ceil(nanos[point]) < from) {
        shares[point++] = (double) counted / histogram.getTotalCount();
      }
      counted += value.getCountAtValueIteratedTo();
    }
    while (point < nanos.length) {
      shares[point++] = (double) counted / histogram.getTotalCount();
    }
    return shares;
  }

  private static Optional<Histogram> decode(String histogram) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(histogram));
      Histogram decoded = Histogram.decodeFromCompressedByteBuffer(bytes, 0);
      return decoded.getTotalCount() == 0 ? Optional.empty() : Optional.of(decoded);
    } catch (DataFormatException | RuntimeException e) {
      return Optional.empty(); // counted as unreadable by the caller, and said on the page
    }
  }
}
