package io.aiorevisited.harness;

import io.aiorevisited.analysis.record.TrialHandover;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A program that strace watches: it has every engine read a file, at several depths, one trial
 * after another. Before each trial it opens a file by the trial's name, which strace sees, too.
 */
public final class TracedTrials {
  static final int PASSES = 3;
  static final int[] DEPTHS = {1, 8};
  static final int BLOCK_BYTES = 4096;

  private TracedTrials() {}

  /**
   * Runs the trials.
   *
   * @param arguments file to read, and the folder for results
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Path folder = Path.of(arguments[1]);
    for (EngineType engine : EngineType.values()) {
      for (int depth : DEPTHS) {
        Path mark = folder.resolve(mark(engine, depth));
        Files.readAllBytes(Files.createFile(mark));
        try (Trial trial = Trial.open(settings(engine, depth, file), file)) {
          for (int pass = 0; pass < PASSES; pass++) {
            trial.pass(pass > 0);
          }
          TrialHandover.write(mark, trial.finish());
        } catch (EngineUnsupportedException e) {
          Files.writeString(folder.resolve(engine + ".unsupported"), e.getMessage());
        }
      }
    }
  }

  /** Name of a trial. */
  static String mark(EngineType engine, int depth) {
    return "trial-" + engine.label() + "-at-" + depth;
  }

  private static TrialSettings settings(EngineType engine, int depth, Path file)
      throws IOException {
    return new TrialSettings(
        engine,
        new WorkloadSpec(
            Workload.IOZONE, IoOperation.READ, BLOCK_BYTES, 0, Files.size(file), depth),
        CacheMode.NONE,
        Optional.of(file),
        TargetState.WRITTEN,
        false,
        false,
        false,
        BufferPages.SMALL,
        CpuPlacement.FREE,
        0,
        InstalledPrograms.ofThisHost(),
        false);
  }
}
