package io.aiorevisited.engines;

import io.aiorevisited.engines.catalog.EngineType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The engines that tests run over: all that this host can run without a process of their own, or in
 * integration tests those with one. Where it can run none of those, both are the same.
 */
final class HostEngines {
  private static final boolean DAEMONS = Boolean.getBoolean("aiorevisited.test.daemons");

  private static final List<EngineType> RUNNING = running();

  private HostEngines() {}

  private static List<EngineType> running() {
    List<EngineType> wanted = running(DAEMONS);
    return wanted.isEmpty() ? running(false) : wanted;
  }

  private static List<EngineType> running(boolean daemons) {
    return Arrays.stream(EngineType.values())
        .filter(type -> type.traits().hasDaemon() == daemons)
        .filter(HostEngines::runs)
        .toList();
  }

  static Stream<EngineType> all() {
    return RUNNING.stream();
  }

  /** Those that really read and write. */
  static Stream<EngineType> movingData() {
    return all().filter(type -> type.traits().movesData());
  }

  /** Those that make their system calls themselves, on the descriptor that they are given. */
  static Stream<EngineType> callingLinux() {
    return movingData().filter(type -> !type.traits().ofTheJdk() && !type.traits().hasDaemon());
  }

  /** Those that must not allocate for a request. */
  static Stream<EngineType> allocatingNothing() {
    return all().filter(type -> !type.traits().ofTheJdk());
  }

  /** Opens a file for reading through the page cache, or past it where that is refused. */
  static IoFile openFor(EngineType type, Path path) {
    return type.traits().hasDaemon() && type.traits().needsDirect()
        ? TestFile.openDirect(path, FileAccess.READ_ONLY)
        : IoFile.open(path, CacheMode.WRITEBACK, FileAccess.READ_ONLY);
  }

  private static boolean runs(EngineType type) {
    Path path = TestFile.DISK.create(4096);
    try (IoFile file = openFor(type, path);
        IoEngine engine = type.open(file, 1, 4096, BufferPages.SMALL, ThreadPlacement.FREE)) {
      return engine.depth() == 1;
    } catch (EngineUnsupportedException e) {
      System.err.println("not tested: " + e.getMessage());
      return false;
    } finally {
      try {
        Files.delete(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
