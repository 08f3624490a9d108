package io.aiorevisited.workloads.targets.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/*
 * Whether a device carries a file system, a partition table, a volume or swap is for libblkid to
 * say: it knows some hundred formats, and two of them on one device. wipefs, which without -a only
 * lists, names all of them; blkid -p gives up on more than one, which then counts as found.
 */
/** Looks for signatures on a device by the tools of util-linux. */
final class SignatureProbe {

  /** What was found. */
  sealed interface Answer {}

  /**
   * @param signatures types by libblkid's names, for example {@code ext4}
   */
  record Found(List<String> signatures) implements Answer {}

  /** The tool looked and knows nothing on it. */
  record Nothing() implements Answer {}

  /**
   * @param reason why nobody could look
   */
  record Unchecked(String reason) implements Answer {}

  private static final int BLKID_NOTHING = 2;
  private static final int BLKID_AMBIGUOUS = 8;
  private static final int LIMIT_SECONDS = 30;

  private final List<Path> toolFolders;

  SignatureProbe(List<Path> toolFolders) {
    this.toolFolders = List.copyOf(toolFolders);
  }

  /** Looks for the tools where system tools are, whatever PATH says. */
  static SignatureProbe host() {
    return new SignatureProbe(
        List.of(Path.of("/usr/sbin"), Path.of("/sbin"), Path.of("/usr/bin"), Path.of("/bin")));
  }

  boolean hasTool() {
    return tool("wipefs").isPresent() || tool("blkid").isPresent();
  }

  /** Looks at {@code device}; only reads. */
  Answer probe(Path device) {
    Optional<Path> wipefs = tool("wipefs");
    Optional<Path> blkid = tool("blkid");
    if (!hasTool()) {
      return new Unchecked("neither wipefs nor blkid is installed (package util-linux)");
    }
    try {
      return wipefs.isPresent() ? byWipefs(wipefs.get(), device) : byBlkid(blkid.get(), device);
    } catch (IOException e) {
      return new Unchecked("the signature tool can't be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Unchecked("interrupted");
    }
  }

  private Answer byWipefs(Path wipefs, Path device) throws IOException, InterruptedException {
    Outcome outcome = run(wipefs.toString(), "--noheadings", "--parsable", device.toString());
    if (outcome.status() != 0) {
      return new Unchecked("wipefs gave status " + outcome.status() + ": " + outcome.output());
    }
    List<String> types = new ArrayList<>();
    for (String line : outcome.output().lines().filter(text -> !text.startsWith("#")).toList()) {
      String[] fields = line.split(",", -1);
      types.add(fields[fields.length - 1]);
    }
    return types.isEmpty() ? new Nothing() : new Found(List.copyOf(types));
  }

  private Answer byBlkid(Path blkid, Path device) throws IOException, InterruptedException {
    Outcome outcome = run(blkid.toString(), "-p", "-o", "export", device.toString());
    return switch (outcome.status()) {
      case 0 -> new Found(List.of(type(outcome.output())));
      case BLKID_NOTHING -> new Nothing();
      case BLKID_AMBIGUOUS -> new Found(List.of("several signatures"));
      default -> new Unchecked("blkid gave status " + outcome.status() + ": " + outcome.output());
    };
  }

  private static String type(String export) {
    return export
        .lines()
        .filter(line -> line.startsWith("TYPE=") || line.startsWith("PTTYPE="))
        .map(line -> line.substring(line.indexOf('=') + 1))
        .findFirst()
        .orElse("a signature");
  }

  private record Outcome(int status, String output) {}

  private static Outcome run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("signatures", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command[0] + " gave no answer in " + LIMIT_SECONDS + " s");
      }
      return new Outcome(
          process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1).strip());
    } finally {
      Files.delete(output);
    }
  }

  private Optional<Path> tool(String name) {
    return toolFolders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
