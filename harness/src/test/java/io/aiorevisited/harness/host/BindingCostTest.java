package io.aiorevisited.harness.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.engines.linux.Binding;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BindingCostTest {

  @Test
  void shouldMeasureEveryBindingThatThisJavaHas() {
    List<String> here =
        Arrays.stream(Binding.values()).filter(Binding::isHere).map(Binding::label).toList();

    assertThat(BindingCost.measure().nanosByBinding())
        .containsOnlyKeys(here)
        .allSatisfy((binding, nanos) -> assertThat(nanos).isPositive());
  }

  @Test
  void shouldNameBothBindingsWhicheverAreHere() {
    assertThat(BindingCost.measured())
        .matches(
            "a call that does nothing takes \\d+ ns by jna, (\\d+ ns by ffm|ffm needs Java 22)");
  }
}
