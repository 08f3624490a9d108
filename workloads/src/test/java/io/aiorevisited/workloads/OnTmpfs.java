package io.aiorevisited.workloads;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Makes temporary directories on tmpfs; skips the test where there is none. */
public final class OnTmpfs implements TempDirFactory {
  private static final Path SHM = Path.of("/dev/shm");

  @Override
  public Path createTempDirectory(
      AnnotatedElementContext elementContext, ExtensionContext extensionContext)
      throws IOException {
    assumeTrue(
        Files.isDirectory(SHM) && Files.getFileStore(SHM).type().equals("tmpfs"),
        "no tmpfs at " + SHM);
    return Files.createTempDirectory(SHM, "aio-revisited-test-");
  }
}
