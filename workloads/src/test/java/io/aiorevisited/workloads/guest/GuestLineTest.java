package io.aiorevisited.workloads.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestLineTest {

  @Test
  void shouldWriteJson() {
    assertThat(
            GuestLine.write("event", "done", "bytes", 5L, "ok", true, "why", "a \"b\"\n\u00e9\\"))
        .isEqualTo(
            "{\"event\":\"done\",\"bytes\":5,\"ok\":true,"
                + "\"why\":\"a \\\"b\\\"\\u000a\\u00e9\\\\\"}");
  }

  @Test
  void shouldReadWhatItWrote() {
    String line =
        GuestLine.write("a", "x \"y\"\n\u00e9\\,}", "b", Long.MIN_VALUE, "c", 0.25, "d", "");

    assertThat(GuestLine.read(line).fields())
        .isEqualTo(
            Map.of("a", "x \"y\"\n\u00e9\\,}", "b", "-9223372036854775808", "c", "0.25", "d", ""));
    assertThat(GuestLine.read(line).number("b")).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void shouldFindALineBehindOtherWords() {
    assertThat(GuestLine.find("[  1.2] random: crng@@{\"event\":\"boot\"}\r"))
        .hasValueSatisfying(line -> assertThat(line.text("event")).isEqualTo("boot"));
    assertThat(GuestLine.find("SeaBIOS (version 1.16)")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{\"a\":1}x",
        "{\"a\":{}}",
        "{\"a\":null}",
        "{\"a\":\"x",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\",
        "{\"a\":\"\\u00zz\"}",
        "[1]"
      })
  void shouldRefuseWhatIsNotWholeOrNotFlat(String json) {
    assertThatThrownBy(() -> GuestLine.read(json)).isInstanceOf(IllegalArgumentException.class);
    assertThat(GuestLine.find(GuestLine.MARK + json)).isEmpty();
  }

  @Test
  void shouldNameTheFieldThatIsMissing() {
    GuestLine line = GuestLine.read("{\"a\":\"x\"}");

    assertThatThrownBy(() -> line.number("b")).hasMessageStartingWith("no field 'b' in ");
    assertThatThrownBy(() -> line.number("a")).isInstanceOf(IllegalArgumentException.class);
  }
}
