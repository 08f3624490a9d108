package io.aiorevisited.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TestRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Mail2009Test {

  @ParameterizedTest
  @CsvSource({
    "psync, iozone, write, 16384, 39133",
    "psync, iozone, read, 262144, 168343",
    "threads, iozone, read, 65536, 116393",
    "aio, iozone, write, 65536, 82513",
    "aio, iozone, read, 16384, 52902",
    "psync, dd, read, 20971520, 123",
    "threads, dd, read, 20971520, 100",
    "aio, dd, write, 20971520, 116",
  })
  void shouldGiveTheMessagesFigures(
      String engine, String workload, String operation, long blockSize, double figure) {
    assertThat(Mail2009.throughput(cell(engine, workload, operation, blockSize))).hasValue(figure);
  }

  @ParameterizedTest
  @CsvSource({
    "null, iozone, write, 16384",
    "aio, iozone, write, 4096",
    "aio, random, write, 16384",
    "aio, dd, write, 16384",
  })
  void shouldGiveNothingThatTheMessageLacks(
      String engine, String workload, String operation, long blockSize) {
    assertThat(Mail2009.throughput(cell(engine, workload, operation, blockSize))).isEmpty();
  }

  @Test
  void shouldHaveNoFigureOfSeveralBlocksInFlight() {
    Cell deep =
        TestRecords.cell("aio", "iozone", "read", 16 << 10, 4, 0, "written", "none", 1 << 20);
    assertThat(Mail2009.throughput(deep)).isEmpty();
  }

  @Test
  void shouldGiveTheCpuTimesThatTheClaimIsMadeFrom() {
    assertThat(Mail2009.QEMU_AIO_CPU.userSeconds() / Mail2009.QEMU_CPU.userSeconds())
        .isBetween(0.765, 0.775);
    assertThat(Mail2009.QEMU_AIO_CPU.systemSeconds() / Mail2009.QEMU_CPU.systemSeconds())
        .isBetween(0.665, 0.675);
  }

  private static Cell cell(String engine, String workload, String operation, long blockSize) {
    return TestRecords.cell(
        engine, workload, operation, blockSize, 1, 0, "written", "none", blockSize);
  }
}
