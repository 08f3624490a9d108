package io.aiorevisited.engines.aio;

import static io.aiorevisited.engines.WholeFile.BLOCK;
import static io.aiorevisited.engines.WholeFile.DEPTH;
import static io.aiorevisited.engines.WholeFile.assertAllRead;
import static io.aiorevisited.engines.WholeFile.submitAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.TestFile;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.WholeFile;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.linux.ForwardingSyscalls;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What today's habits of native AIO do and leave out. */
@Timeout(60)
class AioHabitsTest {
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
  @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "AIO_RING.*")
  void shouldTakeCompletionsByCallWhereTheRingIsOfAnotherForm(EngineType type) {
    LinuxSyscalls otherForm =
        new ForwardingSyscalls() {
          @Override
          public ByteBuffer view(long address, int length) {
            ByteBuffer view = super.view(address, length);
            boolean ring = length == 32 && view.getInt(16) == 0xa10a10a1;
            return ring ? ByteBuffer.allocateDirect(length) : view;
          }
        };
    try (IoEngine engine =
        type.open(otherForm, file, DEPTH, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      submitAll(engine);
      assertAllRead(engine);
      assertThat(engine.receipts().syscalls()).containsKey("io_getevents");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "AIO_RING.*")
  void shouldTakeCompletionsWithoutACallFromTheRing(EngineType type) {
    try (IoEngine engine =
        type.open(
            LinuxSyscalls.host(), file, DEPTH, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      submitAll(engine);
      assertAllRead(engine);
      assertThat(engine.receipts().syscalls()).doesNotContainKey("io_getevents");
    }
  }

  @Test
  void shouldNotSleepForWhatHasEndedWhenSubmittingEnds() throws IOException {
    Path inMemory = TestFile.TMPFS.create(DEPTH * BLOCK);
    try (IoFile buffered = IoFile.open(inMemory, CacheMode.WRITEBACK, FileAccess.READ_ONLY);
        IoEngine engine =
            EngineType.AIO_RING.open(
                buffered, DEPTH, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      submitAll(engine);
      assertAllRead(engine);
      assertThat(engine.receipts().syscalls()).containsOnly(Map.entry("io_submit", 1L));
    } finally {
      Files.delete(inMemory);
    }
  }

  @Test
  void shouldHoldRequestsBackUntilABatchIsTogether() throws IOException {
    Path inMemory = TestFile.TMPFS.create(DEPTH * BLOCK);
    try (IoFile buffered = IoFile.open(inMemory, CacheMode.WRITEBACK, FileAccess.READ_ONLY);
        IoEngine engine =
            EngineType.AIO_RING_BATCH.open(
                buffered, DEPTH, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      submitAll(engine);
      for (int i = 0; i < DEPTH; i++) {
        assertThat(engine.getEvents(1, 1)).isEqualTo(1);
        IoRequest request = engine.event(0);
        assertThat(request.succeeded()).isTrue();
        request.prepare(IoOperation.READ, request.offset(), BLOCK);
        engine.queue(request);
        engine.commit();
      }
      assertThat(engine.receipts().syscalls())
          .as("one call for all, then one for each two")
          .containsEntry("io_submit", 1L + DEPTH / 2);
      assertAllRead(engine);
    } finally {
      Files.delete(inMemory);
    }
  }
}
