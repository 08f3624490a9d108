package io.aiorevisited.engines.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.engines.EngineTraits.Carrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineTypeTest {
  @ParameterizedTest
  @EnumSource
  void shouldFindATypeByItsLabel(EngineType type) {
    assertThat(EngineType.fromLabel(type.label())).isEqualTo(type);
    assertThat(EngineType.find(type.label())).contains(type);
  }

  @ParameterizedTest
  @EnumSource
  void shouldHaveALabelThatIsTypedAndKeptInRecords(EngineType type) {
    assertThat(type.label()).matches("[a-z][a-z0-9_-]*");
  }

  @Test
  void shouldNameTheChoicesForAnUnknownLabel() {
    assertThat(EngineType.find("spdk")).isEmpty();
    assertThatThrownBy(() -> EngineType.fromLabel("spdk"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "no such engine: spdk; choose from psync, threads, threads-2009, aio")
        .hasMessageEndingWith("null");
  }

  @ParameterizedTest
  @EnumSource
  void shouldHaveTraitsThatAgreeWithEachOther(EngineType type) {
    var traits = type.traits();
    assertThat(traits.mostInFlight()).isPositive();
    assertThat(traits.leastKernel()).matches("\\d+(\\.\\d+)+");
    assertThat(traits.leastJava()).isGreaterThanOrEqualTo(17);
    assertThat(traits.isSynchronous()).isEqualTo(traits.carrier() == Carrier.HOME_THREAD);
    if (traits.isSynchronous()) {
      assertThat(traits.mostInFlight()).isEqualTo(1);
    }
    if (traits.needsDirect()) {
      assertThat(traits.submitsToKernel() || traits.hasDaemon()).isTrue();
    }
  }

  @Test
  void shouldSayWhichRowOf2009ItModels() {
    assertThat(EngineType.PSYNC.traits().models2009()).isEqualTo("native");
    assertThat(EngineType.THREADS.traits().models2009()).isEqualTo("qemu");
    assertThat(EngineType.AIO.traits().models2009()).isEqualTo("qemu+aio");
    assertThat(EngineType.NULL.traits().models2009()).isEmpty();
  }
}
