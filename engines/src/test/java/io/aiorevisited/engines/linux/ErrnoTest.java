package io.aiorevisited.engines.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrnoTest {
  @Test
  void shouldDescribeByNameAndMeaning() {
    assertThat(Errno.describe(22)).isEqualTo("EINVAL (invalid argument)");
    assertThat(Errno.describe(4)).startsWith("EINTR ");
  }

  @Test
  void shouldGiveTheBareNumberOfAnErrorWithoutAName() {
    assertThat(Errno.describe(4095)).isEqualTo("errno 4095");
  }
}
