package io.aiorevisited.harness.peers;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Which program a file is: what it says of its version, and what the file holds. */
public final class ProgramVersion {

  private static final int PATIENCE_SECONDS = 10;
  private static final int MOST_BYTES = 16 << 10;
  private static final int HASH_DIGITS = 16;

  private ProgramVersion() {}

  /**
   * Has a program say its version.
   *
   * @return the first line that it prints
   * @throws IOException saying why there is none, in words that go behind the program's path
   */
  public static String line(Path program) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(program.toString(), "--version"))
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = start(builder);
    try (InputStream out = process.getInputStream()) {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("hangs: no version within " + PATIENCE_SECONDS + " s");
      }
      // What it started may still hold the pipe open: only what is there is read.
      String said =
          new String(out.readNBytes(Math.min(out.available(), MOST_BYTES)), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new IOException(
            "ends with status " + process.exitValue() + ": " + ProgramOutputException.quote(said));
      }
      return said.lines()
          .findFirst()
          .orElseThrow(() -> new IOException("says nothing of its version"));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Process start(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException("can't be started: " + cause.getMessage(), e);
    }
  }

  /**
   * Tells one file from another of the same version.
   *
   * @return the first 16 hexadecimal digits of its SHA-256
   */
  public static String hash(Path program) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(program)) {
      for (int bytes = in.read(buffer); bytes >= 0; bytes = in.read(buffer)) {
        digest.update(buffer, 0, bytes);
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
  }
}
