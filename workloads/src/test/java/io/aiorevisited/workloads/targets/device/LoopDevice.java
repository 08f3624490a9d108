package io.aiorevisited.workloads.targets.device;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/** A loop device over a file: a real block device that a test may lose. */
public final class LoopDevice implements AutoCloseable {
  private final Path path;
  private final Path backing;

  private LoopDevice(Path path, Path backing) {
    this.path = path;
    this.backing = backing;
  }

  /** Makes one of {@code bytes} zeros, really written; skips the test where that can't be done. */
  public static LoopDevice zeros(Path folder, int bytes) throws IOException {
    assumeTools("losetup");
    assumeTrue("0".equals(output("id", "-u")), "loop devices need root");
    Path backing = Files.createTempFile(folder, "backing", ".img");
    Files.write(backing, new byte[bytes]);
    return over(backing);
  }

  /** Makes one of {@code bytes} that are one hole; skips the test where that can't be done. */
  static LoopDevice sparse(Path folder, long bytes) throws IOException {
    assumeTools("losetup");
    assumeTrue("0".equals(output("id", "-u")), "loop devices need root");
    Path backing = Files.createTempFile(folder, "backing", ".img");
    try (RandomAccessFile file = new RandomAccessFile(backing.toFile(), "rw")) {
      file.setLength(bytes);
    }
    return over(backing);
  }

  private static LoopDevice over(Path backing) throws IOException {
    Result made = run("losetup", "--find", "--show", backing.toString());
    assumeTrue(made.status() == 0, "no loop device to be had: " + made.output());
    return new LoopDevice(Path.of(made.output()), backing);
  }

  static void assumeTools(String... names) {
    for (String name : names) {
      assumeTrue(
          List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin").stream()
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, name))),
          name + " is not installed");
    }
  }

  public Path path() {
    return path;
  }

  Path backing() {
    return backing;
  }

  /** Runs a tool on it that must succeed. */
  public static void must(String... command) throws IOException {
    Result result = run(command);
    if (result.status() != 0) {
      throw new IOException(String.join(" ", command) + ": " + result.output());
    }
  }

  /** Fingerprint of all its bytes, as the backing file holds them. */
  String hash() throws IOException {
    run("sync", "--file-system", backing.toString());
    // A digest takes many seconds for a gigabyte in a JVM that stops at C1; nobody forges here.
    CRC32C sum = new CRC32C();
    try (InputStream bytes = Files.newInputStream(backing)) {
      byte[] part = new byte[1 << 20];
      for (int read = bytes.read(part); read >= 0; read = bytes.read(part)) {
        sum.update(part, 0, read);
      }
    }
    return Long.toHexString(sum.getValue());
  }

  @Override
  public void close() throws IOException {
    must("losetup", "--detach", path.toString());
    Files.delete(backing);
  }

  record Result(int status, String output) {}

  static Result run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      return new Result(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(String.join(" ", command));
    }
  }

  private static String output(String... command) throws IOException {
    return run(command).output();
  }
}
