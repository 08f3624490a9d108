package io.aiorevisited.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.linux.ForwardingSyscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Memory that the kernel may still write into must not be given back. */
class CloseInFlightTest {
  private static final int BLOCK = 1 << 19;
  private static final int DEPTH = 16;

  /** Looks, without changing anything, at what the buffers hold when they are unmapped. */
  private static final class Watched extends ForwardingSyscalls {
    private long buffers;
    private byte[] atTheEnd;

    @Override
    public int munmap(long address, long length) {
      if (address <= buffers && buffers < address + length) {
        atTheEnd = new byte[DEPTH * BLOCK];
        view(buffers, DEPTH * BLOCK).get(0, atTheEnd);
      }
      return super.munmap(address, length);
    }
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.engines.HostEngines#movingData")
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
      syscalls.buffers = engine.buffers().address();
      engine.close();
      assertThat(Arrays.equals(syscalls.atTheEnd, TestFile.content(DEPTH * BLOCK))).isTrue();
    } finally {
      Files.delete(path);
    }
  }
}
