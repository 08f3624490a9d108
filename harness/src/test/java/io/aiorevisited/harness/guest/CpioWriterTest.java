package io.aiorevisited.harness.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.engines.InstalledPrograms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpioWriterTest {

  @TempDir Path directory;

  private static byte[] archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CpioWriter cpio = new CpioWriter(bytes)) {
      cpio.device("dev/console", 5, 1);
      cpio.file("a/b/hello", 0755, "hello".getBytes(StandardCharsets.US_ASCII));
      cpio.file("a/empty", 0644, new byte[0]);
    }
    return bytes.toByteArray();
  }

  @Test
  void shouldWriteTheHeaderThatTheKernelReads() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CpioWriter cpio = new CpioWriter(bytes)) {
      cpio.file("init", 0755, "abcde".getBytes(StandardCharsets.US_ASCII));
    }

    // magic, inode, mode, uid, gid, links, time, bytes, device, device of it, name's length, check
    String header =
        "070701"
            + "00000001"
            + "000081ed"
            + "00000000"
            + "00000000"
            + "00000001"
            + "00000000"
            + "00000005"
            + "00000000"
            + "00000000"
            + "00000000"
            + "00000000"
            + "00000005"
            + "00000000";
    assertThat(bytes.toString(StandardCharsets.US_ASCII))
        .startsWith(header + "init\0\0" + "abcde\0\0\0" + "070701")
        .endsWith("TRAILER!!!\0\0\0\0");
    assertThat(bytes.size() % 4).isZero();
  }

  @Test
  void shouldPutEachFolderBeforeWhatIsInIt() throws IOException {
    String text = new String(archive(), StandardCharsets.ISO_8859_1);

    assertThat(text.indexOf("dev\0")).isPositive().isLessThan(text.indexOf("dev/console\0"));
    assertThat(text.indexOf("a\0")).isPositive().isLessThan(text.indexOf("a/b\0"));
    assertThat(text.indexOf("a/b\0")).isLessThan(text.indexOf("a/b/hello\0"));
    assertThat(text.split("\0a\0", -1)).as("each folder once").hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void shouldBeListedByCpio() throws Exception {
    Optional<Path> cpio = InstalledPrograms.ofThisHost().find("cpio");
    assumeTrue(cpio.isPresent(), "cpio is not installed");
    Path file = Files.write(directory.resolve("archive"), archive());

    ProcessBuilder builder =
        new ProcessBuilder(cpio.get().toString(), "-itv", "--numeric-uid-gid", "--quiet")
            .redirectInput(file.toFile())
            .redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    Process process = builder.start();
    String listed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(listed.replaceAll(" +", " ").lines())
        .containsExactly(
            "drwxr-xr-x 2 0 0 0 Jan 1 1970 dev",
            "crw------- 1 0 0 5, 1 Jan 1 1970 dev/console",
            "drwxr-xr-x 2 0 0 0 Jan 1 1970 a",
            "drwxr-xr-x 2 0 0 0 Jan 1 1970 a/b",
            "-rwxr-xr-x 1 0 0 5 Jan 1 1970 a/b/hello",
            "-rw-r--r-- 1 0 0 0 Jan 1 1970 a/empty");
  }
}
