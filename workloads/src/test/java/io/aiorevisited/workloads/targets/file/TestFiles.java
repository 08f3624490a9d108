package io.aiorevisited.workloads.targets.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files in the states that a target can be in. */
public final class TestFiles {
  private TestFiles() {}

  /** Fully written and synced. */
  public static Path written(Path folder, int bytes) throws IOException {
    Path file = folder.resolve("written");
    byte[] data = new byte[bytes];
    java.util.Arrays.fill(data, (byte) 7);
    Files.write(file, data);
    sync(file);
    return file;
  }

  /** Allocated by fallocate, nothing written. */
  public static Path preallocated(Path folder, long bytes) throws IOException {
    Path file = Files.createFile(folder.resolve("prealloc"));
    try (IoFile open = IoFile.open(file, CacheMode.WRITEBACK, FileAccess.READ_WRITE)) {
      assertThat(LinuxSyscalls.host().fallocate(open.fd(), 0, 0, bytes)).isZero();
      assertThat(LinuxSyscalls.host().fsync(open.fd())).isZero();
    }
    return file;
  }

  /** A length and nothing else. */
  public static Path sparse(Path folder, long bytes) throws IOException {
    Path file = folder.resolve("sparse");
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(bytes);
    }
    sync(file);
    return file;
  }

  public static void sync(Path file) {
    try (IoFile open = IoFile.open(file, CacheMode.WRITEBACK, FileAccess.READ_WRITE)) {
      assertThat(LinuxSyscalls.host().fsync(open.fd())).isZero();
    }
  }
}
