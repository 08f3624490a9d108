package io.aiorevisited.workloads;

import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineType;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.workloads.targets.TargetState;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a trial is to measure.
 *
 * @param engine under test
 * @param spec what each pass does
 * @param cacheMode how the target is opened
 * @param target existing file or device; empty to make a scratch file and remove it again
 * @param state what the target is made of when a pass starts; a scratch file is put into it
 * @param verify whether the data is proven to be right after the last pass
 * @param timeSubmissions whether the time inside submitting calls is measured too
 */
public record TrialSettings(
    EngineType engine,
    WorkloadSpec spec,
    CacheMode cacheMode,
    Optional<Path> target,
    TargetState state,
    boolean verify,
    boolean timeSubmissions) {

  /**
   * @throws IllegalArgumentException if there would be nothing to verify
   */
  public TrialSettings {
    if (verify && engine == EngineType.NULL) {
      throw new IllegalArgumentException(
          "the null engine moves no data, so there is nothing to verify: leave verify out");
    }
  }

  /** A written target, submissions not timed. */
  public TrialSettings(
      EngineType engine,
      WorkloadSpec spec,
      CacheMode cacheMode,
      Optional<Path> target,
      boolean verify) {
    this(engine, spec, cacheMode, target, TargetState.WRITTEN, verify, false);
  }

  /** Whether passes write. */
  public boolean writes() {
    return spec.operation() == IoOperation.WRITE;
  }
}
