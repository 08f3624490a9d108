package io.aiorevisited.harness.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Makes temporary directories in the module's {@code target}: on a disk, as /tmp may not be. */
public final class BesideTheClasses implements TempDirFactory {

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
      throws IOException {
    URI classes =
        URI.create(
            BesideTheClasses.class.getProtectionDomain().getCodeSource().getLocation().toString());
    return Files.createTempDirectory(Path.of(classes).getParent(), "test");
  }
}
