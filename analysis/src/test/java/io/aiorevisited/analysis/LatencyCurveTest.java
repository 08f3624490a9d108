package io.aiorevisited.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aiorevisited.analysis.record.DurationsRecord;
import io.aiorevisited.analysis.record.LatencyRecord;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyCurveTest {
  private static final long FAST_NANOS = 100_000;
  private static final long SLOW_NANOS = 10_000_000;

  @Test
  void shouldWeighEveryTrialTheSameHoweverManyRequestsItMade() {
    // All of the first trial's requests are fast, none of the second's, which made ten times more.
    LatencyCurve curve =
        LatencyCurve.of(List.of(trial(encoded(10, 0)), trial(encoded(0, 100)))).orElseThrow();

    assertThat(curve.trials()).isEqualTo(2);
    assertThat(curve.unreadable()).isZero();
    assertThat(shareAt(curve, 1_000)).isCloseTo(0.5, within(1e-9));
    assertThat(curve.shares().get(curve.shares().size() - 1)).isCloseTo(1.0, within(1e-9));
    assertThat(curve.micros().get(0)).isCloseTo(100, within(1.0));
  }

  @Test
  void shouldCountTrialsWhoseHistogramCannotBeRead() {
    LatencyCurve curve =
        LatencyCurve.of(List.of(trial(encoded(10, 0)), trial("no histogram"))).orElseThrow();

    assertThat(curve.trials()).isEqualTo(1);
    assertThat(curve.unreadable()).isEqualTo(1);
    assertThat(LatencyCurve.of(List.of(trial("")))).isEmpty();
  }

  private static double shareAt(LatencyCurve curve, double micros) {
    int at = 0;
    while (curve.micros().get(at) < micros) {
      at++;
    }
    return curve.shares().get(at);
  }

  private static String encoded(int fast, int slow) {
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(FAST_NANOS, fast);
    histogram.recordValueWithCount(SLOW_NANOS, slow);
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }

  private static TrialRecord trial(String histogram) {
    DurationsRecord nanos = new DurationsRecord(1, 1, 1, 1, 1, 1, 1, 1, histogram);
    return TestRecords.trial(
        TrialRecord.SCHEMA_VERSION,
        1,
        1,
        TrialStatus.OK,
        null,
        false,
        null,
        "2026-01-01T00:00:00Z",
        1,
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        new LatencyRecord(LatencyRecord.CLOSED_LOOP, nanos),
        null);
  }
}
