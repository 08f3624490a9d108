package io.aiorevisited.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.analysis.record.DurationsRecord;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class NanosHistogramTest {
  private final NanosHistogram histogram = new NanosHistogram();

  /** 9,999 requests of 100 us and one that stalled for 10 s: the tail must show, the median not. */
  @Test
  void shouldKeepOneStallInTheTail() {
    for (int i = 0; i < 9_999; i++) {
      histogram.record(100_000);
    }
    histogram.record(10_000_000_000L);

    DurationsRecord distribution = histogram.durations().orElseThrow();
    assertThat(distribution.count()).isEqualTo(10_000);
    assertThat((double) distribution.p50Nanos()).isCloseTo(100_000, Percentage.withPercentage(0.1));
    assertThat((double) distribution.p999Nanos())
        .isCloseTo(100_000, Percentage.withPercentage(0.1));
    assertThat((double) distribution.maxNanos()).isCloseTo(1e10, Percentage.withPercentage(0.1));
    assertThat(distribution.meanNanos()).isCloseTo(1.1e6, within(2_000.0));
  }

  @Test
  void shouldEncodeAllOfItForLater() throws DataFormatException {
    for (int i = 1; i <= 1_000; i++) {
      histogram.record(i * 1_000L);
    }

    Histogram decoded =
        Histogram.decodeFromCompressedByteBuffer(
            ByteBuffer.wrap(
                Base64.getDecoder().decode(histogram.durations().orElseThrow().histogram())),
            0);

    assertThat(decoded.getTotalCount()).isEqualTo(1_000);
    assertThat(decoded.getValueAtPercentile(50))
        .isEqualTo(histogram.durations().orElseThrow().p50Nanos());
  }

  @Test
  void shouldForgetAndTakeAnyDuration() {
    histogram.record(5);
    histogram.reset();
    assertThat(histogram.durations()).isEmpty();

    histogram.record(-1);
    histogram.record(Long.MAX_VALUE);
    assertThat(histogram.durations().orElseThrow().count()).isEqualTo(2);
    assertThat(histogram.durations().orElseThrow().minNanos()).isZero();
  }
}
