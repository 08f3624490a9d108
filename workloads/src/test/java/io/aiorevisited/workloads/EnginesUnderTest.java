package io.aiorevisited.workloads;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineUnsupportedException;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.workloads.targets.file.ScratchFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The engines that tests run over: all that this host can run without a process of their own, or in
 * integration tests those with one. Where it can run none of those, both are the same.
 */
final class EnginesUnderTest {
  private static final boolean DAEMONS = Boolean.getBoolean("aiorevisited.test.daemons");

  private static final List<EngineType> RUNNING = running();

  private EnginesUnderTest() {}

  private static List<EngineType> running() {
    List<EngineType> wanted = running(DAEMONS);
    return wanted.isEmpty() ? running(false) : wanted;
  }

  private static List<EngineType> running(boolean daemons) {
    return Stream.of(EngineType.values())
        .filter(type -> type.traits().hasDaemon() == daemons)
        .filter(EnginesUnderTest::runs)
        .toList();
  }

  static Stream<EngineType> all() {
    return RUNNING.stream();
  }

  /** Those that must not allocate for a request. */
  static Stream<EngineType> allocatingNothing() {
    return all().filter(type -> !type.traits().ofTheJdk());
  }

  private static boolean runs(EngineType type) {
    // Two JVMs may ask at the same time.
    String name = "engine-" + type.label() + "-" + ProcessHandle.current().pid();
    try (ScratchFile scratch = ScratchFile.create(Path.of("target", name), 4096);
        IoFile file = openFor(type, scratch.path());
        IoEngine engine = type.open(file, 1, 4096, BufferPages.SMALL, ThreadPlacement.FREE)) {
      return engine.depth() == 1;
    } catch (EngineUnsupportedException e) {
      System.err.println("not tested: " + e.getMessage());
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a file for reading, in the mode of {@link #bufferedIfItCan}. */
  static IoFile openFor(EngineType type, Path path) {
    return IoFile.open(path, bufferedIfItCan(type), FileAccess.READ_ONLY);
  }

  /** Through the page cache, or past it where the engine refuses that. */
  static CacheMode bufferedIfItCan(EngineType type) {
    return type.traits().hasDaemon() && type.traits().needsDirect()
        ? CacheMode.NONE
        : CacheMode.WRITEBACK;
  }

  /** Those that really read and write. */
  static Stream<EngineType> movingData() {
    return all().filter(type -> type.traits().movesData());
  }

  /** Skips a test that needs io_setup to fail where the system grants so many {@code requests}. */
  static void assumeAioRefuses(long requests) throws IOException {
    long granted = Long.parseLong(Files.readString(Path.of("/proc/sys/fs/aio-max-nr")).strip());
    assumeTrue(granted < requests, "fs.aio-max-nr is as large as " + granted);
  }
}
