package io.aiorevisited.workloads;

import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.TrialHandover;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.CpuPlacement;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.workloads.data.ByteSize;
import io.aiorevisited.workloads.targets.TargetState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/** Turns JMH's parameters and life cycle into those of a {@link Trial}; knows nothing else. */
@State(Scope.Benchmark)
public class PassState {
  /** Word for "no split" in {@link #split}. */
  public static final String NO_SPLIT = "none";

  /** Word for the workload's own split in {@link #split}. */
  public static final String DEFAULT_SPLIT = "default";

  @Param({"PSYNC", "THREADS", "AIO"})
  public EngineType engine;

  @Param("IOZONE")
  public Workload workload;

  @Param("READ")
  public IoOperation operation;

  /** Bytes of a block, as {@link ByteSize} reads them. */
  @Param("16k")
  public String blockSize;

  /** Longest request that a block is split into; or {@code none}; or {@code default}. */
  @Param(DEFAULT_SPLIT)
  public String split;

  /** Bytes of a pass. */
  @Param("64M")
  public String size;

  /** Blocks in flight together, each of which {@link #split} may make several requests of. */
  @Param("1")
  public int window;

  @Param("NONE")
  public CacheMode cache;

  /** What the target is made of when a pass starts. */
  @Param("WRITTEN")
  public TargetState state;

  /** Whether each request is timed; those of RANDOM, and where several blocks go, always are. */
  @Param("false")
  public boolean timeRequests;

  /** Whether the time inside submitting calls is measured too. */
  @Param("false")
  public boolean timeSubmissions;

  /** Pages that the buffers are to lie in. */
  @Param("HUGE")
  public BufferPages buffers;

  /** Which processors the home thread and workers run on. */
  @Param("FREE")
  public CpuPlacement placement;

  /** Folder of the QEMU whose programs the engine starts; empty for the installed ones. */
  @Param("")
  public String qemu;

  /** Part of a pass that is moved untimed before each measured one: for forks that take turns. */
  @Param("0")
  public double leadIn;

  /** Existing file; empty to make a scratch file in the current directory and remove it again. */
  @Param("")
  public String target;

  /** Whether the data is proven to be right after the last pass. */
  @Param("false")
  public boolean verify;

  /** File that the {@link TrialResult} is written to; empty for none. */
  @Param("")
  public String result;

  /** Where turns are given, see {@link TurnClient#connect}; empty to wait for nobody. */
  @Param("")
  public String turns;

  private Trial trial;
  private Optional<TurnClient> turnClient = Optional.empty();
  private boolean measuring;
  private int measuredStarted;
  private boolean last;
  private TrialResult judged;

  /** Opens target and engine, before any pass. */
  @Setup(Level.Trial)
  public void open(BenchmarkParams params) throws IOException {
    ParentWatch.startIfAsked();
    if (params.getThreads() != 1) {
      throw new IllegalArgumentException(
          "an engine is driven by one thread: run with -t 1, threads=" + params.getThreads());
    }
    Path scratch = Path.of("aio-revisited-" + ProcessHandle.current().pid() + ".scratch");
    trial = Trial.open(settings(), scratch);
    if (!turns.isEmpty()) {
      turnClient = Optional.of(TurnClient.connect(turns));
    }
  }

  /** Notes which kind of pass comes next, and waits for its turn. */
  @Setup(Level.Iteration)
  public void begin(IterationParams params) throws IOException {
    measuring = params.getType() == IterationType.MEASUREMENT;
    if (turnClient.isPresent()) {
      turnClient.get().await(measuredStarted > 0);
    }
    measuredStarted += measuring ? 1 : 0;
    last = measuring && measuredStarted == params.getCount();
  }

  /** Gives the turn back; the last one goes on until the passes are judged. */
  @TearDown(Level.Iteration)
  public void end() throws IOException {
    if (last) {
      judged = trial.judge();
    }
    if (turnClient.isPresent()) {
      turnClient.get().done();
    }
  }

  PassRecord pass() throws IOException {
    return trial.pass(measuring);
  }

  /** Closes everything once nobody measures any more, then writes the result or prints the rate. */
  @TearDown(Level.Trial)
  public void finish() throws IOException {
    TrialResult done;
    try (Trial closed = trial;
        TurnClient client = turnClient.orElse(null)) {
      done = judged == null ? closed.judge() : judged; // none where JMH was told to measure nothing
      if (client != null) {
        client.awaitEnd();
        done = done.withResting(client.resting());
      }
    }
    if (result.isEmpty()) {
      // On a line of its own: JMH has begun the one of the last iteration.
      System.out.printf("%n# %s%n", done.summary());
    } else {
      TrialHandover.write(Path.of(result), done);
    }
  }

  private TrialSettings settings() {
    WorkloadSpec spec =
        new WorkloadSpec(
            workload,
            operation,
            ByteSize.parse(blockSize),
            splitBytes(),
            ByteSize.parse(size),
            window);
    Optional<Path> existing = target.isEmpty() ? Optional.empty() : Optional.of(Path.of(target));
    return new TrialSettings(
        engine,
        spec,
        cache,
        existing,
        state,
        verify,
        timeRequests,
        timeSubmissions,
        buffers,
        placement,
        leadIn,
        programs(),
        !turns.isEmpty());
  }

  private InstalledPrograms programs() {
    InstalledPrograms installed = InstalledPrograms.ofThisHost();
    return qemu.isEmpty() ? installed : installed.withQemuIn(Path.of(qemu));
  }

  private long splitBytes() {
    return switch (split) {
      case DEFAULT_SPLIT -> workload.defaultSplitBytes();
      case NO_SPLIT -> 0;
      default -> ByteSize.parse(split);
    };
  }
}
