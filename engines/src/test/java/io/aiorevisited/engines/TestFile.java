package io.aiorevisited.engines;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.SyscallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Real files for the engines, on the disk (the module's target folder) and on tmpfs. */
public enum TestFile {
  DISK(Path.of("target")),
  TMPFS(Path.of("/dev/shm"));

  private final Path folder;

  TestFile(Path folder) {
    this.folder = folder;
  }

  /** Makes a file of incompressible bytes, the same each time. */
  public Path create(int bytes) {
    assumeTrue(
        Files.isDirectory(folder), folder + " isn't there, so this file system isn't tested");
    try {
      Path path = Files.createTempFile(folder, "engines-test-", ".dat");
      path.toFile().deleteOnExit();
      Files.write(path, content(bytes));
      return path.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] content(int bytes) {
    byte[] content = new byte[bytes];
    SplittableRandom random = new SplittableRandom(2009);
    ByteBuffer buffer = ByteBuffer.wrap(content);
    while (buffer.remaining() >= Long.BYTES) {
      buffer.putLong(random.nextLong());
    }
    while (buffer.hasRemaining()) {
      buffer.put((byte) random.nextInt());
    }
    return content;
  }

  /** The file system's type, for example {@code ext4}. */
  public static String fileSystem(Path path) throws IOException {
    return Files.getFileStore(path).type();
  }

  /** Opens past the page cache, or skips the test where the file system can't. */
  public static IoFile openDirect(Path path, FileAccess access) {
    try {
      return IoFile.open(path, CacheMode.NONE, access);
    } catch (SyscallException e) {
      assumeTrue(
          !e.is(Errno.EINVAL),
          "no O_DIRECT on the file system of " + path + ", so it isn't tested: " + e.getMessage());
      throw e;
    }
  }
}
