package io.aiorevisited.harness.forks;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.CpuPlacement;
import io.aiorevisited.engines.EngineUnsupportedException;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.workloads.Trial;
import io.aiorevisited.workloads.TrialSettings;
import io.aiorevisited.workloads.Workload;
import io.aiorevisited.workloads.WorkloadSpec;
import io.aiorevisited.workloads.targets.TargetState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * Runs a pass of the usual engines in the fork whose classes go into the archive, since a fork has
 * one engine only. A profiler is the one way into a fork beside its benchmark.
 */
public final class ArchiveTraining implements InternalProfiler {

  private static final List<EngineType> USUAL =
      List.of(
          EngineType.PSYNC,
          EngineType.THREADS,
          EngineType.AIO,
          EngineType.AIO_RING,
          EngineType.URING);
  private static final int BLOCK_BYTES = 16 << 10;

  private boolean done;

  @Override
  public String getDescription() {
    return "a pass of each usual engine before the first iteration";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (done) {
      return;
    }
    done = true;
    Path target = Path.of(benchmark.getParam("target"));
    long sizeBytes = Long.parseLong(benchmark.getParam("size"));
    for (EngineType engine : USUAL) {
      try (Trial trial = Trial.open(settings(engine, target, sizeBytes), target)) {
        trial.pass(true);
        trial.finish();
      } catch (EngineUnsupportedException e) {
        continue; // its trials won't run here either
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static TrialSettings settings(EngineType engine, Path target, long sizeBytes) {
    return new TrialSettings(
        engine,
        new WorkloadSpec(Workload.IOZONE, IoOperation.READ, BLOCK_BYTES, 0, sizeBytes),
        CacheMode.WRITEBACK,
        Optional.of(target),
        TargetState.WRITTEN,
        false,
        false,
        true,
        BufferPages.HUGE,
        CpuPlacement.FREE,
        0,
        InstalledPrograms.ofThisHost(),
        false);
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return List.of();
  }
}
