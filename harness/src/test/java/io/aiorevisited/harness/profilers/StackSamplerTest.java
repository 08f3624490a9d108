package io.aiorevisited.harness.profilers;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.ProfilerException;

class StackSamplerTest {

  @Test
  void shouldReadItsOwnInitLine() {
    String line = StackSampler.initLine(Path.of("/tmp/a;b.so"), Path.of("/tmp/x.jfr"));
    assertThatCode(() -> new StackSampler(line)).doesNotThrowAnyException();
  }

  @Test
  void shouldSayWhatItNeeds() {
    assertThatThrownBy(() -> new StackSampler("jfr=/tmp/x.jfr"))
        .isInstanceOf(ProfilerException.class)
        .hasMessageContaining("library=PATH;jfr=PATH");
  }
}
