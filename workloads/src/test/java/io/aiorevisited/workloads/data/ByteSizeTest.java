package io.aiorevisited.workloads.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "512, 512",
    "16k, 16384",
    "16K, 16384",
    "64k, 65536",
    "20M, 20971520",
    "20m, 20971520",
    "1G, 1073741824",
    "1T, 1099511627776",
    "1048576, 1048576",
    "8388607T, 9223370937343148032"
  })
  void shouldReadBytesAndUnitsOf1024(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "k",
        "16 k",
        "16kb",
        "16KiB",
        "1.5M",
        "-16k",
        "+16k",
        "0x10",
        "١٦",
        "16k ",
        "0",
        "0k",
        "8388608T",
        "9223372036854775808"
      })
  void shouldRefuseAnythingElseAndNameIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.parse(text))
        .withMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "512, 512",
    "1000, 1000",
    "1024, 1k",
    "1536, 1536",
    "16384, 16k",
    "20971520, 20M",
    "1073741824, 1G",
    "1099511627776, 1T",
    "1125899906842624, 1024T",
    "1049600, 1025k"
  })
  void shouldWriteTheLargestUnitThatIsExact(long bytes, String text) {
    assertThat(ByteSize.format(bytes)).isEqualTo(text);
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }

  @Test
  void shouldRefuseToWriteWhatIsNoSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.format(0))
        .withMessageContaining("bytes=0");
  }
}
