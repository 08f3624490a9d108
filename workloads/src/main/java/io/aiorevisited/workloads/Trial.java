package io.aiorevisited.workloads;

import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.workloads.target.ExistingFile;
import io.aiorevisited.workloads.target.ScratchFile;
import io.aiorevisited.workloads.target.Target;
import io.aiorevisited.workloads.target.TargetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
  private final IoEngine engine;
  private final Pass pass;
  private final EngineReceipts atStart;

  private final List<PassResult> warmups = new ArrayList<>();
  private final List<PassResult> passes = new ArrayList<>();
  private EngineReceipts afterWarmups;
  private long generation;

  private Trial(TrialSettings settings, Target target, IoFile file, IoEngine engine) {
    this.settings = settings;
    this.target = target;
    this.file = file;
    this.engine = engine;
    // Passes of other trials on the same target must not be taken for ours: a count from the clock,
    // with room for 2^20 passes a millisecond.
    this.generation = System.currentTimeMillis() << 20;
    this.data = new BlockData(generation);
    this.pass = new Pass(engine, settings.spec(), data);
    this.atStart = engine.receipts();
    this.afterWarmups = atStart;
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
    Target target =
        settings.target().isPresent()
            ? ExistingFile.at(settings.target().get())
            : ScratchFile.create(scratch, spec.sizeBytes());
    IoFile file = null;
    IoEngine engine = null;
    try {
      requireFit(settings, target);
      FileAccess access = settings.writes() ? FileAccess.READ_WRITE : FileAccess.READ_ONLY;
      file = IoFile.open(target.path(), settings.cacheMode(), access);
      engine = settings.engine().open(file, spec.depth(), spec.maxRequestBytes());
      return new Trial(settings, target, file, engine);
    } catch (IOException | RuntimeException e) {
      closeAll(target, file, engine, e);
      throw e;
    }
  }

  /**
   * Carries out one pass.
   *
   * @param measured false for a warm-up; warm-ups come before all measured passes
   * @throws PassFailedException if a request failed; the trial is then closed
   */
  public PassResult pass(boolean measured) {
    if (!measured && !passes.isEmpty()) {
      throw new IllegalStateException("a warm-up can't follow a measured pass");
    }
    generation++;
    PassResult result = runPass();
    if (measured) {
      passes.add(result);
    } else {
      warmups.add(result);
      afterWarmups = engine.receipts();
    }
    return result;
  }

  /** Closes the trial on a failure: JMH tears nothing down after one. */
  private PassResult runPass() {
    try {
      return pass.run(generation);
    } catch (RuntimeException e) {
      closeAll(target, file, engine, e);
      throw e;
    }
  }

  /**
   * Proves the data if the settings ask for it, closes everything, and tells what was done.
   *
   * @throws DataMismatchException if the data is wrong
   * @throws IOException if it can't be read, or a scratch file can't be removed
   */
  public TrialSheet finish() throws IOException {
    try (this) {
      EngineReceipts atEnd = engine.receipts();
      if (settings.verify()) {
        verify();
      }
      return new TrialSheet(
          warmups, passes, afterWarmups.since(atStart), atEnd.since(afterWarmups));
    }
  }

  private void verify() throws IOException {
    if (settings.writes()) {
      new VerifyPass(target.path(), settings.spec(), data).run(generation);
    } else {
      new ReadCheck(target.path(), engine, settings.spec(), pass).run();
    }
  }

  /** Drains and closes the engine, closes the file, removes a scratch file. Idempotent. */
  @Override
  public void close() throws IOException {
    try (target;
        file;
        engine) {
      // Closed in the reverse order, each whatever becomes of the one before.
    }
  }

  private static void requireFit(TrialSettings settings, Target target) throws IOException {
    long sizeBytes = settings.spec().sizeBytes();
    if (target.sizeBytes() < sizeBytes) {
      throw new TargetException(
          "target too small: %s has %d bytes, a pass needs %d; name a larger one or a smaller size"
              .formatted(target.path(), target.sizeBytes(), sizeBytes));
    }
    if (settings.writes()) {
      target.requireWritable();
    }
  }

  private static void closeAll(Target target, IoFile file, IoEngine engine, Exception cause) {
    try (target;
        file;
        engine) {
      // As close does, for what there is of it.
    } catch (IOException | RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
