package io.aiorevisited.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.linux.ForwardingSyscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory that the kernel may still write into must not be given back. */
class CloseInFlightTest {
  private static final int BLOCK = 1 << 19;
  private static final int DEPTH = 16;

  /** Watches, without changing anything, what is in flight when memory is unmapped. */
  private static final class Watched extends ForwardingSyscalls {
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicInteger unmapsBeforeTheEnd = new AtomicInteger();
    private volatile boolean closing;

    @Override
    public long pread64(int fd, long buffer, long count, long offset) {
      long result = super.pread64(fd, buffer, count, offset);
      ended.incrementAndGet();
      return result;
    }

    @Override
    public long ioGetevents(long context, long min, long max, long events, long timeout) {
      long count = super.ioGetevents(context, min, max, events, timeout);
      ended.addAndGet(count);
      return count;
    }

    @Override
    public int munmap(long address, long length) {
      if (closing && ended.get() < begun.get()) {
        unmapsBeforeTheEnd.incrementAndGet();
      }
      return super.munmap(address, length);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PSYNC", "THREADS", "AIO"})
  void shouldWaitForWhatIsInFlightBeforeFreeingAnything(EngineType type) throws IOException {
    Path path = TestFile.DISK.create(DEPTH * BLOCK);
    Watched syscalls = new Watched();
    try (IoFile file = TestFile.openDirect(path, FileAccess.READ_ONLY)) {
      IoEngine engine =
          type.open(syscalls, file, DEPTH, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE);
      for (int slot = 0; slot < DEPTH; slot++) {
        engine.request(slot).prepare(IoOperation.READ, (long) slot * BLOCK, BLOCK);
        engine.queue(engine.request(slot));
      }
      engine.commit();
      syscalls.begun.set(DEPTH);
      syscalls.closing = true;
      engine.close();
      assertThat(syscalls.ended).hasValue(DEPTH);
      assertThat(syscalls.unmapsBeforeTheEnd).hasValue(0);
    } finally {
      Files.delete(path);
    }
  }
}
