package io.aiorevisited.engines;

import static io.aiorevisited.engines.WholeFile.BLOCK;
import static io.aiorevisited.engines.WholeFile.DEPTH;
import static io.aiorevisited.engines.WholeFile.assertAllRead;
import static io.aiorevisited.engines.WholeFile.submitAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.ForwardingSyscalls;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults made in otherwise real calls that transfer. */
@Timeout(60)
class EngineFaultTest {
  private Path path;
  private IoFile file;

  @BeforeEach
  void openFile() {
    path = TestFile.DISK.create(WholeFile.BYTES);
    file = TestFile.openDirect(path, FileAccess.READ_ONLY);
  }

  @AfterEach
  void closeFile() throws IOException {
    if (file != null) {
      file.close();
    }
    Files.delete(path);
  }

  @ParameterizedTest
  @EnumSource(names = {"PSYNC", "THREADS", "THREADS_2009"})
  void shouldRepeatAndCountInterruptedReads(EngineType type) {
    LinuxSyscalls interrupting =
        new ForwardingSyscalls() {
          private final AtomicInteger left = new AtomicInteger(2);

          @Override
          public long pread64(int fd, long buffer, long count, long offset) {
            return left.getAndDecrement() > 0
                ? fail(Errno.EINTR)
                : super.pread64(fd, buffer, count, offset);
          }
        };
    try (IoEngine engine =
        type.open(interrupting, file, DEPTH, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      submitAll(engine);
      assertAllRead(engine);
      assertThat(engine.receipts().retries()).containsEntry("pread64:EINTR", 2L);
      assertThat(engine.receipts().syscalls()).containsEntry("pread64", DEPTH + 2L);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PSYNC", "THREADS", "THREADS_2009"})
  void shouldReportAShortReadAndNotHideIt(EngineType type) {
    LinuxSyscalls shortening =
        new ForwardingSyscalls() {
          @Override
          public long pread64(int fd, long buffer, long count, long offset) {
            return super.pread64(fd, buffer, offset == 0 ? count / 2 : count, offset);
          }
        };
    try (IoEngine engine =
        type.open(shortening, file, DEPTH, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      submitAll(engine);
      assertThat(engine.getEvents(DEPTH, DEPTH)).isEqualTo(DEPTH);
      assertThat(engine.request(0).result()).isEqualTo(BLOCK / 2);
      assertThat(engine.request(0).isShort()).isTrue();
      assertThat(engine.receipts().shortTransfers()).isEqualTo(1);
      assertThat(engine.receipts().syscalls()).containsEntry("pread64", (long) DEPTH);
    }
  }
}
