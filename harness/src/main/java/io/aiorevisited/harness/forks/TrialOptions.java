package io.aiorevisited.harness.forks;

import io.aiorevisited.analysis.record.ArmName;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.workloads.PassBenchmark;
import io.aiorevisited.workloads.targets.TargetState;
import io.aiorevisited.workloads.targets.file.ScratchFiles;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import io.aiorevisited.workloads.targets.place.TargetPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What JMH is told of a cell, whatever the trial is for. */
public final class TrialOptions {

  /** What runs this program. */
  public static final Path THIS_JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** JMH's own limit: an iteration may wait for others, and {@link Fork} has a limit that kills. */
  private static final TimeValue WHOLE_DAY = TimeValue.days(1);

  private final Plan plan;
  private final Path java;
  private final Supplier<List<String>> sharedArgs;

  /**
   * @param java what starts a trial's JVM
   * @param sharedArgs arguments by which forks use what they share, see {@link ForkRoom}
   */
  public TrialOptions(Plan plan, Path java, Supplier<List<String>> sharedArgs) {
    this.plan = plan;
    this.java = java;
    this.sharedArgs = sharedArgs;
  }

  /** One fork on one cell; passes, profilers and files are left to the caller. */
  public ChainedOptionsBuilder of(Cell cell) {
    return new OptionsBuilder()
        .include("^" + Pattern.quote(PassBenchmark.class.getName()) + "\\.")
        .mode(Mode.SingleShotTime)
        .forks(1)
        .warmupForks(0)
        .threads(1)
        .shouldFailOnError(true)
        .timeout(WHOLE_DAY)
        .jvm(java.toString())
        .jvmArgs(jvmArgs())
        .param("engine", constant(ArmName.baseOf(cell.engine())))
        .param("workload", constant(cell.workload()))
        .param("operation", constant(cell.operation()))
        .param("blockSize", Long.toString(cell.blockSizeBytes()))
        .param("split", cell.splitBytes() == 0 ? "none" : Long.toString(cell.splitBytes()))
        .param("size", Long.toString(cell.sizeBytes()))
        .param("window", Integer.toString(cell.blocksInFlight()))
        .param("cache", constant(cell.cacheMode()))
        .param("state", constant(cell.targetState()))
        .param("buffers", constant(cell.buffers()))
        .param("placement", constant(cell.placement()))
        .param("qemu", plan.qemuFolder(cell.engine()).orElse(""))
        .param("timeRequests", Boolean.toString(timesRequests(cell)))
        .param("timeSubmissions", Boolean.toString(timesSubmissions(cell)))
        .param("target", targetPath(cell).toString());
  }

  private String[] jvmArgs() {
    return Stream.concat(ForkSettings.trialArgs(plan.jvmArgs()).stream(), sharedArgs.get().stream())
        .toArray(String[]::new);
  }

  /** The file that a cell's trials read or write. */
  public Path targetPath(Cell cell) {
    return ScratchFiles.pathFor(
        Path.of(plan.targetPath()), TargetState.fromLabel(cell.targetState()));
  }

  /** Requests of a window are timed, so those of the same workload without one are, too. */
  private boolean timesRequests(Cell cell) {
    return plan.cells().stream()
        .anyMatch(other -> other.workload().equals(cell.workload()) && other.blocksInFlight() > 1);
  }

  /** In memory, two reads of the clock would be a visible part of a submission. */
  private boolean timesSubmissions(Cell cell) {
    return EngineType.find(ArmName.baseOf(cell.engine()))
            .filter(engine -> engine.traits().submitsToKernel())
            .isPresent()
        && !inMemory(targetPath(cell));
  }

  private static boolean inMemory(Path target) {
    try {
      return TargetPlace.of(target, SystemTrees.host()).inMemory();
    } catch (SyscallException e) {
      return false; // gone: the trial will say so
    }
  }

  /** The enum constant of a label: JMH takes no other words, and refuses those that it lacks. */
  static String constant(String label) {
    return label.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
