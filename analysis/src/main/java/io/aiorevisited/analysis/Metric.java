package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.stats.verdict.Direction;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/** What a trial is judged by. Each gives one figure a trial, over all its measured passes. */
public enum Metric {
  /** Bytes per second: all bytes by all the time. */
  THROUGHPUT("throughput", "bytes/s", Direction.HIGHER_IS_BETTER) {
    @Override
    public OptionalDouble of(TrialRecord trial) {
      return positive(trial.bytes() * 1e9 / trial.durationNanos());
    }
  },
  /** CPU seconds per GiB, user and system, of the home thread and the engine's other threads. */
  CPU("CPU time", "CPU s/GiB", Direction.LOWER_IS_BETTER) {
    @Override
    public OptionalDouble of(TrialRecord trial) {
      return cpuSecondsPerGib(trial, CpuTime::totalMicros);
    }
  },
  /** User seconds per GiB of the same threads. */
  USER_CPU("user CPU time", "user s/GiB", Direction.LOWER_IS_BETTER) {
    @Override
    public OptionalDouble of(TrialRecord trial) {
      return cpuSecondsPerGib(trial, CpuTime::userMicros);
    }
  },
  /** System seconds per GiB of the same threads. */
  SYSTEM_CPU("system CPU time", "sys s/GiB", Direction.LOWER_IS_BETTER) {
    @Override
    public OptionalDouble of(TrialRecord trial) {
      return cpuSecondsPerGib(trial, CpuTime::systemMicros);
    }
  };

  private static final double GIB = 1L << 30;

  private final String words;
  private final String unit;
  private final Direction direction;

  Metric(String words, String unit, Direction direction) {
    this.words = words;
    this.unit = unit;
    this.direction = direction;
  }

  /** The trial's figure; empty where it was not measured or is not above zero. */
  public abstract OptionalDouble of(TrialRecord trial);

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

  private static OptionalDouble cpuSecondsPerGib(
      TrialRecord trial, ToLongFunction<CpuTime> micros) {
    long sum = 0;
    for (PassRecord pass : trial.passes()) {
      if (pass.cpu() == null) {
        return OptionalDouble.empty();
      }
      sum += micros.applyAsLong(pass.cpu().engineCost());
    }
    return positive(sum / 1e6 / (trial.bytes() / GIB));
  }

  private static OptionalDouble positive(double value) {
    return value > 0 && Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
