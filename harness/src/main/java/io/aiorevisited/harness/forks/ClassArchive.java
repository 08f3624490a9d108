package io.aiorevisited.harness.forks;

import io.aiorevisited.harness.profilers.CpuLedgerProfiler;
import io.aiorevisited.workloads.PassBenchmark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * A class-data archive of the classes that a fork loads, which takes half of its start-up away. It
 * holds parsed classes, no compiled code and no profile of any engine, so it changes when a fork is
 * ready and not what is measured then. A fork writes it that is started as all others are, so that
 * what JMH needs for that is in it, too; it runs a pass of every usual engine ({@link
 * ArchiveTraining}).
 *
 * <p>The JVM ignores an archive that doesn't fit, mostly without a word. So one is tried before it
 * is used, by a JVM that must take it and checks its checksums.
 */
final class ClassArchive {

  /** Where the warnings of an archive that doesn't fit would go to; the trial tells that better. */
  private static final int FIRST_JDK_THAT_SAYS_AOT = 24;

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration KEPT_UNUSED = Duration.ofDays(7);
  private static final int TRAINING_BYTES = 1 << 20;

  private final Path java;
  private final List<String> jvmArgs;
  private final Path jar;

  /**
   * @param java what starts a fork
   * @param jvmArgs of every fork
   * @param jar all classes of a fork
   */
  ClassArchive(Path java, List<String> jvmArgs, Path jar) {
    this.java = java;
    this.jvmArgs = jvmArgs;
    this.jar = jar;
  }

  /** Arguments by which a JVM uses an archive without a word where it can't. */
  static List<String> args(Path archive) {
    List<String> args =
        new ArrayList<>(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto"));
    args.addAll(quiet());
    return args;
  }

  private static List<String> quiet() {
    List<String> args = new ArrayList<>(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
    if (Runtime.version().feature() >= FIRST_JDK_THAT_SAYS_AOT) {
      args.add("-Xlog:aot=off");
    }
    return args;
  }

  /**
   * Finds the archive in {@code folder}, or makes it there.
   *
   * @param room where the training JVM keeps its files
   * @return the archive, tried
   * @throws IOException if there is none and none can be made; the message says why
   */
  Path findOrMake(Path folder, Path room) throws IOException {
    Files.createDirectories(folder);
    Path archive = folder.resolve("classes-" + key() + ".jsa");
    if (!Files.isRegularFile(archive) || !fits(archive)) {
      // Beside and renamed: another run may be making the same one, or using the old.
      Path unfinished = folder.resolve(archive.getFileName() + "." + UUID.randomUUID() + ".new");
      try {
        train(unfinished, room);
        if (!fits(unfinished)) {
          throw new IOException("this JVM does not take the archive that it made");
        }
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    }
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now()));
    removeUnused(folder);
    return archive;
  }

  private boolean fits(Path archive) throws IOException {
    List<String> command = command(args(archive));
    command.addAll(List.of("-Xshare:on", "-XX:+VerifySharedSpaces"));
    command.addAll(List.of("-cp", jar.toString(), "-version"));
    return run(command) == 0;
  }

  private void train(Path archive, Path room) throws IOException {
    Path data = room.resolve("training.data");
    Path result = room.resolve("training.json");
    try {
      Files.write(data, new byte[TRAINING_BYTES]);
      List<String> command = command(quiet());
      command.addAll(
          List.of(
              "-Djmh.ignoreLock=true",
              "-Djmh.blackhole.autoDetect=false",
              "-cp",
              jar.toString(),
              org.openjdk.jmh.Main.class.getName(),
              PassBenchmark.class.getName(),
              "-f",
              "1",
              "-wi",
              "1",
              "-i",
              "1",
              "-jvmArgsAppend",
              "-XX:ArchiveClassesAtExit=" + archive,
              "-p",
              "engine=NULL",
              "-p",
              "size=" + TRAINING_BYTES,
              "-p",
              "cache=WRITEBACK",
              "-p",
              "target=" + data,
              "-p",
              "result=" + result,
              "-prof",
              ArchiveTraining.class.getName(),
              "-prof",
              CpuLedgerProfiler.class.getName() + ":" + CpuLedgerProfiler.initLine(data)));
      int status = run(command);
      if (status != 0 || !Files.isRegularFile(archive)) {
        throw new IOException("the JVM that should make it ended with status " + status);
      }
    } finally {
      Files.deleteIfExists(data);
      Files.deleteIfExists(result);
    }
  }

  private List<String> command(List<String> more) {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(jvmArgs);
    command.addAll(more);
    return command;
  }

  private static int run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      throw new IOException("a JVM did not end within " + LIMIT.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * What an archive hangs on: the jar as the JVM checks it, what is in it, the JVM, its options.
   */
  private String key() throws IOException {
    MessageDigest digest = sha256();
    String facts =
        String.join(
            "\n",
            jar.toString(),
            Files.getLastModifiedTime(jar).toString(),
            Long.toHexString(checksum(jar)),
            java.toString(),
            System.getProperty("java.vm.version"),
            String.join(" ", jvmArgs));
    return HexFormat.of().formatHex(digest.digest(facts.getBytes(StandardCharsets.UTF_8)), 0, 8);
  }

  /** A jar of this size is digested by SHA-256 in 0.2 s where that isn't compiled well yet. */
  private static long checksum(Path file) throws IOException {
    CRC32 sum = new CRC32();
    byte[] part = new byte[1 << 16];
    try (InputStream content = Files.newInputStream(file)) {
      for (int read = content.read(part); read >= 0; read = content.read(part)) {
        sum.update(part, 0, read);
      }
    }
    return sum.getValue();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void removeUnused(Path folder) throws IOException {
    Instant limit = Instant.now().minus(KEPT_UNUSED);
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "classes-*.jsa*")) {
      for (Path archive : archives) {
        if (Files.getLastModifiedTime(archive).toInstant().isBefore(limit)) {
          Files.deleteIfExists(archive);
        }
      }
    }
  }
}
