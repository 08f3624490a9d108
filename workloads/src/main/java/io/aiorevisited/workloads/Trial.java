package io.aiorevisited.workloads;

import io.aiorevisited.analysis.record.BuffersRecord;
import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.analysis.record.LatencyRecord;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.Receipts;
import io.aiorevisited.analysis.record.SubmissionRecord;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.analysis.record.programs.DaemonRecord;
import io.aiorevisited.engines.BufferMemory;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineDaemon;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.MemoryMap;
import io.aiorevisited.workloads.data.BlockData;
import io.aiorevisited.workloads.gates.PassShape;
import io.aiorevisited.workloads.gates.TrialGates;
import io.aiorevisited.workloads.targets.Target;
import io.aiorevisited.workloads.targets.TargetException;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import io.aiorevisited.workloads.targets.probe.PageCacheResidency;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One engine over one workload on one target: opens all three, counts the passes, proves the data,
 * and closes everything whatever happens.
 *
 * <p>Opened, used and finished on one thread, which is the engine's home thread.
 */
public final class Trial implements AutoCloseable {
  private final TrialSettings settings;
  private final BlockData data;
  private final Target target;
  private final IoFile file;
  private final ThreadPlacement placement;
  private final IoEngine engine;
  private final Pass pass;
  private final TrialGates gates;
  private final NanosHistogram latencies = new NanosHistogram();
  private final SubmissionMeter submissions = new SubmissionMeter();

  private final List<PassRecord> warmups = new ArrayList<>();
  private final List<PassRecord> passes = new ArrayList<>();
  private EngineReceipts ofWarmups;
  private EngineReceipts ofPasses;
  private long generation;
  private int passesRun;

  private Trial(
      TrialSettings settings,
      Target target,
      IoFile file,
      ThreadPlacement placement,
      IoEngine engine) {
    this.settings = settings;
    this.target = target;
    this.file = file;
    this.placement = placement;
    this.engine = engine;
    // Passes of other trials on the same target must not be taken for ours: a count from the clock,
    // with room for 2^20 passes a millisecond.
    this.generation = System.currentTimeMillis() << 20;
    this.data = new BlockData(generation);
    boolean timed = settings.timeRequests() || settings.spec().needsWindow();
    this.pass =
        new Pass(
            engine,
            settings.spec(),
            data,
            settings.engine().traits().isSynchronous(),
            timed ? Optional.of(latencies) : Optional.empty());
    this.gates =
        new TrialGates(
            settings.engine(), shape(settings.spec()), settings.state(), file, SystemTrees.host());
    if (settings.timeSubmissions()) {
      engine.observeSubmissions(submissions);
    }
    EngineReceipts atStart = engine.receipts();
    this.ofWarmups = atStart.since(atStart);
    this.ofPasses = ofWarmups;
  }

  private static PassShape shape(WorkloadSpec spec) {
    return new PassShape(spec.operation(), spec.sizeBytes(), spec.requestsPerPass(), spec.depth());
  }

  /**
   * Opens the target and the engine; makes the target if none is named.
   *
   * @param scratch where a scratch file is made if {@code settings} name no target
   * @throws TargetException if the target is refused: too small, not a file, not ours to write to
   * @throws IOException if it can't be made or opened; nothing of it stays behind
   * @throws io.aiorevisited.engines.linux.SyscallException if Linux refuses the file or the engine
   */
  public static Trial open(TrialSettings settings, Path scratch) throws IOException {
    WorkloadSpec spec = settings.spec();
    Target target = TrialTarget.open(settings, scratch);
    IoFile file = null;
    ThreadPlacement placement = null;
    IoEngine engine = null;
    try {
      TrialTarget.requireFit(settings, target);
      if (!settings.sharesTarget()) {
        TrialTarget.prepare(settings, target);
      }
      FileAccess access = settings.writes() ? FileAccess.READ_WRITE : FileAccess.READ_ONLY;
      file = IoFile.open(target.path(), settings.cacheMode(), access);
      placement = ThreadPlacement.take(LinuxSyscalls.host(), settings.placement());
      engine =
          settings
              .engine()
              .open(
                  new EngineSettings(
                      LinuxSyscalls.host(),
                      file,
                      spec.depth(),
                      spec.maxRequestBytes(),
                      settings.buffers(),
                      placement,
                      settings.programs()));
      return new Trial(settings, target, file, placement, engine);
    } catch (IOException | RuntimeException e) {
      closeAll(target, file, placement, engine, e);
      throw e;
    }
  }

  /**
   * Carries out one pass.
   *
   * @param measured false for a warm-up; warm-ups come before all measured passes
   * @throws PassFailedException if a request failed; the trial is then closed
   * @throws IOException if what surrounds the pass can't be looked at; the trial is then closed
   */
  public PassRecord pass(boolean measured) throws IOException {
    if (!measured && !passes.isEmpty()) {
      throw new IllegalStateException("a warm-up can't follow a measured pass");
    }
    generation++;
    PassRecord result = runPass(measured);
    (measured ? passes : warmups).add(result);
    return result;
  }

  /** Closes the trial on a failure: JMH tears nothing down after one. */
  private PassRecord runPass(boolean measured) throws IOException {
    try {
      boolean ledIn = measured && settings.leadInShare() > 0;
      if (ledIn) {
        leadIn();
      }
      boolean touched = passesRun++ > 0 || ledIn || settings.sharesTarget();
      if (touched && settings.writes()) {
        TrialTarget.prepare(settings, target);
      }
      EngineReceipts before = engine.receipts();
      if (!measured) {
        PassRecord result = pass.run(generation);
        ofWarmups = ofWarmups.plus(engine.receipts().since(before));
        return result;
      }
      if (passes.isEmpty()) {
        latencies.reset();
        submissions.reset();
        lookAtDaemon();
      }
      gates.beforePass();
      PassRecord result = pass.run(generation);
      gates.afterPass(result.durationNanos());
      ofPasses = ofPasses.plus(engine.receipts().since(before));
      return result;
    } catch (IOException | RuntimeException e) {
      closeAll(target, file, placement, engine, e);
      throw e;
    }
  }

  private void lookAtDaemon() {
    engine.daemon().ifPresent(daemon -> gates.ofDaemon(daemon.look()));
  }

  private void leadIn() {
    latencies.counting(false);
    submissions.counting(false);
    pass.leadIn(generation, settings.leadInShare());
    latencies.counting(true);
    submissions.counting(true);
  }

  /**
   * Tells what was done and, if the settings ask for it, proves the data. Comes before anybody else
   * uses the target; everything stays open.
   *
   * @throws DataMismatchException if the data is wrong; the trial is then closed
   * @throws IOException if it can't be read; the trial is then closed
   */
  public TrialResult judge() throws IOException {
    try {
      LatencyRecord latency =
          latencies
              .durations()
              .map(nanos -> new LatencyRecord(LatencyRecord.CLOSED_LOOP, nanos))
              .orElse(null);
      SubmissionRecord submission = submissions.result().orElse(null);
      boolean timedRequests = latency != null || submission != null;
      BuffersRecord buffers = buffers();
      lookAtDaemon();
      List<GateRecord> judged =
          passes.isEmpty() ? List.of() : gates.judge(ofPasses, timedRequests, buffers);
      if (settings.verify()) {
        verify();
      }
      return new TrialResult(
          warmups,
          passes,
          recordOf(ofWarmups),
          recordOf(ofPasses),
          judged,
          latency,
          submission,
          buffers,
          null,
          null,
          engine.daemon().map(Trial::recordOf).orElse(null),
          null);
    } catch (IOException | RuntimeException e) {
      closeAll(target, file, placement, engine, e);
      throw e;
    }
  }

  /**
   * {@link #judge()}, then closes everything.
   *
   * @throws IOException as it does, or if a scratch file can't be removed
   */
  public TrialResult finish() throws IOException {
    try (this) {
      return judge();
    }
  }

  private static DaemonRecord recordOf(EngineDaemon daemon) {
    return new DaemonRecord(daemon.version(), daemon.commandLine());
  }

  private BuffersRecord buffers() {
    BufferMemory memory = engine.buffers();
    return new BuffersRecord(
        memory.pages().label(),
        memory.bytes(),
        MemoryMap.hugeBytes(memory.address(), memory.bytes()));
  }

  /** The engines know nothing of records: the one place where their receipts become one. */
  private static Receipts recordOf(EngineReceipts receipts) {
    return new Receipts(
        receipts.requests(),
        receipts.inFlightAtMost(),
        receipts.syscalls(),
        receipts.workerThreadsAtMost(),
        receipts.workerThreadsStarted(),
        receipts.retries(),
        receipts.wakeUps(),
        receipts.shortTransfers(),
        receipts.errors());
  }

  private void verify() throws IOException {
    if (settings.writes()) {
      new VerifyPass(target.path(), settings.spec(), data).run(generation);
    } else {
      new ReadCheck(target.path(), engine, settings.spec(), pass).run();
      if (settings.cacheMode() == CacheMode.NONE) {
        // Plain reads went through the page cache: trials that share the target, whose turns are
        // still to come, would be taken for those that did so.
        PageCacheResidency.drop(file.fd());
      }
    }
  }

  /** Drains and closes the engine, closes the file, removes a scratch file. Idempotent. */
  @Override
  public void close() throws IOException {
    try (target;
        file;
        placement;
        engine) {
      // Closed in the reverse order, each whatever becomes of the one before.
    }
  }

  private static void closeAll(
      Target target, IoFile file, ThreadPlacement placement, IoEngine engine, Exception cause) {
    try (target;
        file;
        placement;
        engine) {
      // As close does, for what there is of it.
    } catch (IOException | RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
