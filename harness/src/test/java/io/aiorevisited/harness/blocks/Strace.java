package io.aiorevisited.harness.blocks;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.harness.forks.QuickForks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Puts errors into real system calls, by strace, which a filter of the kernel's keeps from stopping
 * at any other calls.
 */
public final class Strace {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Path folder;

  /**
   * @param folder where the traces and the starting scripts go
   */
  public Strace(Path folder) {
    this.folder = folder;
  }

  /** Skips the calling test, saying why, where strace can't put errors in. */
  public void assumeUsable() throws InterruptedException {
    try {
      Process probe =
          new ProcessBuilder(
                  "strace",
                  "-f",
                  "--seccomp-bpf",
                  "-o",
                  folder.resolve("probe").toString(),
                  "-e",
                  "inject=fsync:error=EIO",
                  "true")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("probe-output").toFile())
              .start();
      assumeTrue(probe.waitFor() == 0, "strace can't inject errors here: see probe-output");
    } catch (IOException e) {
      abort("strace is not installed: " + e.getMessage());
    }
  }

  /**
   * A stand-in for {@code java} that runs a trial's JVM, and no other, under strace.
   *
   * @param fault as strace's {@code inject=} takes it; how often it was put in is told by {@link
   *     #injected}
   * @param onlyOn file that the calls must be about; null for any
   */
  Path java(String fault, Path onlyOn) throws IOException {
    String calls = fault.substring(0, fault.indexOf(':'));
    String path = onlyOn == null ? "" : " -P '" + onlyOn + "'";
    // A signal is only put in where strace stops at every call.
    String filter = fault.contains(":signal=") ? "" : "--seccomp-bpf";
    return script(
        "exec strace -f %s -qq -o '%s' -e signal=none -e trace=%s -e inject=%s%s '%s' %s \"$@\""
            .formatted(filter, trace(), calls, fault, path, JAVA, QuickForks.ARGS));
  }

  /** A command that runs what follows it, with all that it starts, under strace. */
  public List<String> command(String fault, Path onlyOn) {
    return List.of(
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-o",
        trace().toString(),
        "-e",
        "signal=none",
        "-e",
        "trace=" + fault.substring(0, fault.indexOf(':')),
        "-e",
        "inject=" + fault,
        "-P",
        onlyOn.toString());
  }

  /** A stand-in for {@code java} whose trials stop before their first instruction. */
  Path stoppedJava() throws IOException {
    return script("kill -STOP $$");
  }

  private Path script(String forTrials) throws IOException {
    Path script = folder.resolve("java");
    Files.writeString(
        script,
        """
        #!/bin/sh
        case " $* " in
          *" org.openjdk.jmh.runner.ForkedMain "*) FOR_TRIALS;;
          # JMH asks twice a trial, by a file, what a java is that it doesn't run on itself.
          *.PrintPropertiesMain*)
            for file; do :; done
            [ -f 'TOLD' ] || { 'JAVA' "$@" && cp "$file" 'TOLD'; }
            exec cp 'TOLD' "$file";;
        esac
        exec 'JAVA' "$@"
        """
            .replace("FOR_TRIALS", forTrials)
            .replace("TOLD", folder.resolve("properties").toString())
            .replace("JAVA", JAVA));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  /** Calls of the kind that was tampered with, as strace shows them. */
  List<String> calls() throws IOException {
    return Files.readAllLines(trace());
  }

  /** Calls that were tampered with, as strace shows them. */
  public List<String> injected() throws IOException {
    return calls().stream()
        .filter(line -> line.contains("INJECTED") || line.contains("DELAYED"))
        .toList();
  }

  /** Removes the trace of an earlier process, so that it can't be taken for that of the next. */
  void forget() throws IOException {
    Files.deleteIfExists(trace());
  }

  private Path trace() {
    return folder.resolve("trace");
  }
}
