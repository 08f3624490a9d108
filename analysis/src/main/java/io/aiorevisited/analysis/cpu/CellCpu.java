package io.aiorevisited.analysis.cpu;

import io.aiorevisited.analysis.Arm;
import io.aiorevisited.analysis.stats.MeanEstimate;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What an arm's trials spent; the trial is the unit of every interval, as for throughput.
 *
 * @param arm what was measured
 * @param trials those that have a figure and a ledger of every pass, in order of running; at least
 *     one
 * @param confidence of the intervals
 */
public record CellCpu(Arm arm, List<TrialCpu> trials, double confidence) {

  public CellCpu {
    if (trials.isEmpty()) {
      throw new IllegalArgumentException("a cell's CPU time needs at least one trial: " + arm);
    }
    trials = List.copyOf(trials);
  }

  /** Estimates the mean of a trial's figure. */
  public MeanEstimate estimate(ToDoubleFunction<TrialCpu> figure) {
    return MeanEstimate.of(trials.stream().mapToDouble(figure).toArray(), confidence);
  }

  /** Returns the mean of a trial's figure. */
  public double mean(ToDoubleFunction<TrialCpu> figure) {
    return trials.stream().mapToDouble(figure).average().orElseThrow();
  }

  /** Estimates CPU seconds per GiB of the engine: user and system, home and other threads. */
  public MeanEstimate secondsPerGib() {
    return estimate(t -> t.secondsPerGib(t.engineCost().totalMicros()));
  }

  /** Estimates microseconds per request of the engine. */
  public MeanEstimate microsPerRequest() {
    return estimate(t -> t.perRequest(t.engineCost().totalMicros()));
  }

  /** Returns what fio would have reported for the cell, the home thread alone, per request. */
  public double submitterMicrosPerRequest() {
    return mean(t -> t.perRequest(t.part(CpuPart.HOME).totalMicros()));
  }

  /** Returns what a part spent per request: microseconds, user and system together. */
  public double microsPerRequest(CpuPart part) {
    return mean(t -> t.perRequest(t.part(part).totalMicros()));
  }

  /** Returns throughput in bytes per second, the mean over trials. */
  public double bytesPerSecond() {
    return mean(TrialCpu::bytesPerSecond);
  }

  /** Returns how many passes have parts that don't add up. */
  public int passesThatDoNotAddUp() {
    return trials.stream().mapToInt(TrialCpu::passesThatDoNotAddUp).sum();
  }
}
