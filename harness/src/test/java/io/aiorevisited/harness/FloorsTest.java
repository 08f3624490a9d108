package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.Floors;
import io.aiorevisited.engines.catalog.EngineType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FloorsTest {

  @ParameterizedTest
  @EnumSource
  void shouldBeTheEnginesThatMoveNoData(EngineType engine) {
    assertThat(Floors.has(engine.label())).isEqualTo(!engine.traits().movesData());
  }
}
