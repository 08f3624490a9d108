package io.aiorevisited.workloads;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.CpuPlacement;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.catalog.EngineType;
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
 * @param timeRequests whether each request is timed; those of a window always are
 * @param timeSubmissions whether the time inside submitting calls is measured too
 * @param buffers pages that the buffers are to lie in
 * @param placement which processors the home thread and workers run on
 * @param leadInShare part of a pass that is moved untimed before each measured one, from 0 to 1
 * @param programs where those are looked for that the engine starts
 * @param sharesTarget whether other trials use the target between the passes of this one
 */
public record TrialSettings(
    EngineType engine,
    WorkloadSpec spec,
    CacheMode cacheMode,
    Optional<Path> target,
    TargetState state,
    boolean verify,
    boolean timeRequests,
    boolean timeSubmissions,
    BufferPages buffers,
    CpuPlacement placement,
    double leadInShare,
    InstalledPrograms programs,
    boolean sharesTarget) {

  /**
   * @throws IllegalArgumentException if there would be nothing to verify, or the lead-in is no part
   *     of a pass
   */
  public TrialSettings {
    if (verify && !engine.traits().movesData()) {
      throw new IllegalArgumentException(
          "the engine "
              + engine.label()
              + " moves no data, so there is nothing to verify: leave verify out");
    }
    if (!(leadInShare >= 0 && leadInShare <= 1)) {
      throw new IllegalArgumentException(
          "a lead-in is a part of a pass, from 0 to 1: leadIn=" + leadInShare);
    }
  }

  /** Whether passes write. */
  public boolean writes() {
    return spec.operation() == IoOperation.WRITE;
  }
}
