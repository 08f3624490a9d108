package io.aiorevisited.engines.jdk;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineUnsupportedException;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.TestFile;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.catalog.EngineType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class VirtualThreadsEngineTest {

  @Test
  @EnabledForJreRange(max = JRE.JAVA_20)
  void shouldSayWhichJavaToStartWith() throws IOException {
    Path path = TestFile.DISK.create(4096);
    try (IoFile file = IoFile.open(path, CacheMode.WRITEBACK, FileAccess.READ_ONLY)) {
      assertThatThrownBy(
              () ->
                  EngineType.VTHREADS.open(file, 1, 4096, BufferPages.SMALL, ThreadPlacement.FREE))
          .isInstanceOf(EngineUnsupportedException.class)
          .hasMessageContaining("the engine vthreads can't run here: it needs JDK 21 or newer")
          .hasMessageContaining("this is " + Runtime.version().feature())
          .hasMessageContaining("start with JAVA_HOME=<folder of such a JDK>");
    } finally {
      Files.delete(path);
    }
  }
}
