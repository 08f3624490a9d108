package io.aiorevisited.engines.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineTypeTest {
  @ParameterizedTest
  @EnumSource
  void shouldFindATypeByItsLabel(EngineType type) {
    assertThat(EngineType.fromLabel(type.label())).isEqualTo(type);
  }

  @Test
  void shouldNameTheChoicesForAnUnknownLabel() {
    assertThatThrownBy(() -> EngineType.fromLabel("uring"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no such engine: uring; choose from psync, threads, aio, null");
  }
}
