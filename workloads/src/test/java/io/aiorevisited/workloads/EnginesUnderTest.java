package io.aiorevisited.workloads;

import io.aiorevisited.engines.EngineType;
import java.util.stream.Stream;

/** The engines that tests run over. */
final class EnginesUnderTest {
  private EnginesUnderTest() {}

  static Stream<EngineType> all() {
    return Stream.of(EngineType.values());
  }

  /** Those that really read and write. */
  static Stream<EngineType> movingData() {
    return all().filter(type -> type != EngineType.NULL);
  }
}
