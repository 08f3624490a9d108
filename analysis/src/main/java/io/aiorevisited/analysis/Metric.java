package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.PrimaryQuestion;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.stats.verdict.Direction;
import java.util.OptionalDouble;

/** What a trial is judged by. Each gives one figure a trial, over all its measured passes. */
public enum Metric {
  /** Bytes per second: all bytes by all the time. */
  THROUGHPUT(PrimaryQuestion.THROUGHPUT, "throughput", "bytes/s", Direction.HIGHER_IS_BETTER) {
    @Override
    public OptionalDouble of(TrialRecord trial) {
      return positive(trial.bytes() * 1e9 / trial.durationNanos());
    }
  },
  /** CPU seconds per GiB, user and system, of the home thread and the engine's other threads. */
  CPU(PrimaryQuestion.CPU, "CPU time", "CPU s/GiB", Direction.LOWER_IS_BETTER) {
    @Override
    public OptionalDouble of(TrialRecord trial) {
      long micros = 0;
      for (PassRecord pass : trial.passes()) {
        if (pass.cpu() == null) {
          return OptionalDouble.empty();
        }
        micros += pass.cpu().engineCost().totalMicros();
      }
      return positive(micros / 1e6 / (trial.bytes() / Metric.GIB));
    }
  };

  private static final double GIB = 1L << 30;

  private final String question;
  private final String words;
  private final String unit;
  private final Direction direction;

  Metric(String question, String words, String unit, Direction direction) {
    this.question = question;
    this.words = words;
    this.unit = unit;
    this.direction = direction;
  }

  /** The trial's figure; empty where it was not measured or is not above zero. */
  public abstract OptionalDouble of(TrialRecord trial);

  /** The word that a {@link PrimaryQuestion} uses for it. */
  public String question() {
    return question;
  }

  /** The metric as a reader calls it. */
  public String words() {
    return words;
  }

  /** The unit of {@link #of}. */
  public String unit() {
    return unit;
  }

  public Direction direction() {
    return direction;
  }

  private static OptionalDouble positive(double value) {
    return value > 0 && Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
