package io.aiorevisited.workloads;

import io.aiorevisited.analysis.record.SubmissionRecord;
import io.aiorevisited.engines.SubmissionObserver;
import java.util.Optional;

/*
 * Two reads of the clock around each io_submit and one of the ring of completions: some 60 ns, of a
 * call that takes 10 us and more on a disk. It is on in runs, where that is far inside the margin,
 * and off by default under JMH's own command line, where targets in memory are measured too.
 */
/** Measures whether asynchronous submission is asynchronous. Allocates nothing while it does. */
final class SubmissionMeter implements SubmissionObserver {
  private final NanosHistogram histogram = new NanosHistogram();
  private long requests;
  private long completedMeanwhile;
  private boolean completionsKnown = true;
  private boolean counting = true;

  @Override
  public void submitted(long nanos, int taken, int completed) {
    if (!counting) {
      return;
    }
    histogram.record(nanos);
    requests += taken;
    if (completed == UNKNOWN) {
      completionsKnown = false;
    } else {
      completedMeanwhile += completed;
    }
  }

  /** Passes over what is submitted from now on, or counts it again. */
  void counting(boolean on) {
    counting = on;
  }

  void reset() {
    histogram.reset();
    requests = 0;
    completedMeanwhile = 0;
    completionsKnown = true;
  }

  /** What was seen since the last {@link #reset}; empty if no submission was. */
  Optional<SubmissionRecord> result() {
    return histogram
        .durations()
        .map(
            nanos ->
                new SubmissionRecord(
                    requests, completionsKnown ? completedMeanwhile : UNKNOWN, nanos));
  }
}
