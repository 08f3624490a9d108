package io.aiorevisited.workloads;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.engines.catalog.EngineType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The engines that tests run over. */
final class EnginesUnderTest {
  private EnginesUnderTest() {}

  static Stream<EngineType> all() {
    return Stream.of(EngineType.values());
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
