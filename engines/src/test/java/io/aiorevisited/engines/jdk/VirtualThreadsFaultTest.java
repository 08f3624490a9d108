package io.aiorevisited.engines.jdk;

import static io.aiorevisited.engines.WholeFile.BLOCK;
import static io.aiorevisited.engines.WholeFile.DEPTH;
import static io.aiorevisited.engines.WholeFile.assertAllRead;
import static io.aiorevisited.engines.WholeFile.submitAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.TestFile;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.WholeFile;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Faults of vthreads. Its calls are the JDK's own, so those in transfers are the kernel's, which
 * the file is made for; those in starting threads are made here, on any Java.
 */
@Timeout(60)
class VirtualThreadsFaultTest {
  private static final String NEEDS_21 = "vthreads needs Java 21";

  private Path path;
  private IoFile file;

  @BeforeEach
  void openFile() {
    path = TestFile.DISK.create(WholeFile.BYTES);
    file = IoFile.open(path, CacheMode.WRITEBACK, FileAccess.READ_WRITE);
  }

  @AfterEach
  void closeFile() throws IOException {
    file.close();
    Files.delete(path);
  }

  private EngineSettings settings() {
    return new EngineSettings(
        LinuxSyscalls.host(),
        file,
        DEPTH,
        BLOCK,
        BufferPages.SMALL,
        ThreadPlacement.FREE,
        InstalledPrograms.ofThisHost());
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = NEEDS_21)
  void shouldReportAShortReadAndNotHideIt() throws IOException {
    try (IoEngine engine = new VirtualThreadsEngine(settings());
        FileChannel other = FileChannel.open(path, StandardOpenOption.WRITE)) {
      other.truncate(BLOCK + BLOCK / 2);
      submitAll(engine);
      assertThat(engine.getEvents(DEPTH, DEPTH)).isEqualTo(DEPTH);

      assertThat(engine.request(0).succeeded()).isTrue();
      assertThat(engine.request(1).result()).isEqualTo(BLOCK / 2);
      assertThat(engine.request(1).isShort()).isTrue();
      assertThat(engine.request(2).result()).isZero();
      assertThat(engine.receipts().shortTransfers()).isEqualTo(DEPTH - 1);
      assertThat(engine.receipts().syscalls()).containsEntry("pread64", (long) DEPTH);
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = NEEDS_21)
  void shouldReportAnErrorOfOneRequestAndCarryTheOthersOut() {
    try (IoEngine engine = new VirtualThreadsEngine(settings())) {
      IoRequest tooFar = engine.request(0);
      tooFar.prepare(IoOperation.WRITE, Long.MAX_VALUE - BLOCK, BLOCK);
      engine.queue(tooFar);
      for (int slot = 1; slot < DEPTH; slot++) {
        engine.request(slot).prepare(IoOperation.READ, (long) slot * BLOCK, BLOCK);
        engine.queue(engine.request(slot));
      }
      engine.commit();
      assertThat(engine.getEvents(DEPTH, DEPTH)).isEqualTo(DEPTH);

      assertThat(tooFar.result()).isEqualTo(-Errno.EFBIG.number());
      assertThat(engine.receipts().errors()).isEqualTo(1);
      for (int slot = 1; slot < DEPTH; slot++) {
        assertThat(engine.request(slot).succeeded()).isTrue();
      }
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = NEEDS_21)
  void shouldGoOnWhereTheHomeThreadIsInterruptedAndKeepTheInterrupt() {
    try (IoEngine engine = new VirtualThreadsEngine(settings())) {
      Thread.currentThread().interrupt();
      submitAll(engine);
      assertAllRead(engine);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void shouldCloseWhereAThreadCouldNotBeStarted() {
    AtomicInteger started = new AtomicInteger();
    OutOfMemoryError none = new OutOfMemoryError("unable to create native thread");
    try (IoEngine engine =
        new VirtualThreadsEngine(
            settings(),
            () ->
                task -> {
                  if (started.getAndIncrement() == 2) {
                    throw none;
                  }
                  new Thread(task).start();
                })) {
      assertThatThrownBy(() -> submitAll(engine)).isSameAs(none);
      assertThat(engine.getEvents(2, 2)).as("those before it").isEqualTo(2);
      assertThat(engine.request(0).succeeded()).isTrue();
      assertThat(engine.request(1).succeeded()).isTrue();
    }
    assertThat(started).as("none after it").hasValue(3);
  }
}
