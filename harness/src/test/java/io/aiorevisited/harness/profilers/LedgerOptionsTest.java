package io.aiorevisited.harness.profilers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.ProfilerException;

class LedgerOptionsTest {

  @Test
  void shouldDoWithoutAnything() throws ProfilerException {
    assertThat(LedgerOptions.parse("")).isEqualTo(new LedgerOptions(null));
  }

  @Test
  void shouldReadItsOwnInitLine() throws ProfilerException {
    LedgerOptions options = new LedgerOptions(Path.of("/a b;c/d=%3B"));
    assertThat(LedgerOptions.parse(options.initLine())).isEqualTo(options);
  }

  @Test
  void shouldRefuseAnUnknownOption() {
    assertThatThrownBy(() -> LedgerOptions.parse("targt=/x"))
        .isInstanceOf(ProfilerException.class)
        .hasMessageContaining("targt=/x");
  }
}
