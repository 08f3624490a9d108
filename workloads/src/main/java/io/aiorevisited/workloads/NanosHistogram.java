package io.aiorevisited.workloads;

import io.aiorevisited.analysis.record.DurationsRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Counts durations by size, three digits fine, without allocating: fit for the timed loop. */
public final class NanosHistogram {
  /** Longest duration told from longer ones: an hour, far above what a trial may take. */
  private static final long LONGEST_NANOS = 3_600_000_000_000L;

  private static final int DIGITS = 3;

  private final Histogram histogram = new Histogram(LONGEST_NANOS, DIGITS);
  private boolean counting = true;

  /** Counts one duration; one below 0, of a clock that stepped back, counts as 0. */
  public void record(long nanos) {
    if (!counting) {
      return;
    }
    histogram.recordValue(Math.max(0, Math.min(nanos, LONGEST_NANOS)));
  }

  /** Passes over what is recorded from now on, or counts it again. */
  void counting(boolean on) {
    counting = on;
  }

  /** Forgets everything. */
  public void reset() {
    histogram.reset();
  }

  /** What was counted since the last {@link #reset}; empty if nothing was. */
  public Optional<DurationsRecord> durations() {
    if (histogram.getTotalCount() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new DurationsRecord(
            histogram.getTotalCount(),
            histogram.getMean(),
            histogram.getMinValue(),
            histogram.getValueAtPercentile(50),
            histogram.getValueAtPercentile(90),
            histogram.getValueAtPercentile(99),
            histogram.getValueAtPercentile(99.9),
            histogram.getMaxValue(),
            encoded()));
  }

  private String encoded() {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int bytes = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), bytes));
  }
}
