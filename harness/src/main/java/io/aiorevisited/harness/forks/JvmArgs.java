package io.aiorevisited.harness.forks;

import io.aiorevisited.harness.plan.WrongCallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Arguments of the trials' JVMs beyond those that every trial has ({@link ForkSettings}): a
 * profile's, or those of {@code --jvm-args}.
 *
 * <p>Only forms that name no file, class or command are taken, since a run is also resumed from a
 * folder that may come from anybody.
 *
 * @param list each argument, in the order given
 */
public record JvmArgs(List<String> list) {

  /** What stands for no argument where a profile has some. */
  public static final String NONE = "none";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String FORMS =
      "-XX:+NAME, -XX:-NAME, -XX:NAME=NUMBER, -Xint, -Xcomp, -Xmixed, -Xbatch, -XssSIZE, and -D of"
          + " properties jdk.*, java.nio.* and sun.nio.*";

  private static final Pattern FORM =
      Pattern.compile(
          "-X(int|comp|mixed|batch)"
              + "|-Xss[0-9]{1,9}[kKmM]?"
              + "|-XX:[+-][A-Za-z0-9]{1,64}"
              + "|-XX:[A-Za-z0-9]{1,64}=-?[0-9]{1,18}([.][0-9]{1,9})?[kKmMgGtT]?"
              + "|-D(jdk|java[.]nio|sun[.]nio)[.][A-Za-z0-9._-]{1,100}(=[A-Za-z0-9._-]{0,100})?");

  /** What compiles code, and so has no part in how classes look in an archive. */
  private static final Pattern COMPILER =
      Pattern.compile(
          "-X(int|comp|mixed|batch)|-XX:[+-]TieredCompilation"
              + "|-XX:(TieredStopAtLevel|CICompilerCount)=.*");

  /** What this program sets for every trial. */
  private enum Reserved {
    HEAP(
        "-Xm[snx].*|-XX:.*(HeapSize|HeapFreeRatio|NewSize|RAM|RAMPercentage|RAMFraction)(=.*)?",
        "all trials have the same heap"),
    COLLECTOR("-XX:[+-]Use\\w*GC", "all trials have the serial collector"),
    DIRECT_MEMORY("-XX:MaxDirectMemorySize=.*", "this program sets what buffers may take"),
    STATISTICS(
        "-XX:[+-]?(Use)?PerfData.*", "a statistics file is written to behind the measurement"),
    ARCHIVE("-Xshare.*|-XX:.*(Shared|Archive|AOT|CDS).*", "this program shares classes by itself"),
    CLASSES(
        "-cp|-classpath|-jar|--?(class-path|module|module-path|upgrade-module-path|patch-module).*"
            + "|-m|-p|-Xbootclasspath.*|-Djava[.]class[.]path.*",
        "this program sets which classes a trial runs"),
    AGENT("-javaagent.*|-agent(lib|path).*|-Xrun.*|-Xdebug", "an agent would be measured, too"),
    OWN_PROPERTY(
        "-D(aiorevisited|jmh|jna)[.].*|-Djava[.]io[.]tmpdir.*", "this program sets it itself"),
    UNKNOWN_ONES("-XX:[+-]IgnoreUnrecognizedVMOptions", "it would hide an argument that is wrong");

    private final Pattern pattern;
    private final String reason;

    Reserved(String pattern, String reason) {
      this.pattern = Pattern.compile(pattern);
      this.reason = reason;
    }
  }

  public JvmArgs {
    list = List.copyOf(list);
  }

  /**
   * Reads arguments as typed.
   *
   * @param words separated by blanks, or {@value #NONE}
   * @throws WrongCallException if one can't be given, with the reason
   */
  public static JvmArgs parse(String words) {
    String typed = words.strip();
    if (typed.isEmpty()) {
      throw new WrongCallException("no argument of a JVM: give some, or " + NONE);
    }
    JvmArgs args = new JvmArgs(typed.equals(NONE) ? List.of() : Arrays.asList(typed.split("\\s+")));
    args.check();
    return args;
  }

  /**
   * Refuses what this program sets itself, and what has no form that it takes.
   *
   * @throws WrongCallException naming the first such argument
   */
  public void check() {
    for (String arg : list) {
      for (Reserved reserved : Reserved.values()) {
        if (reserved.pattern.matcher(arg).matches()) {
          throw new WrongCallException(
              "'" + arg + "' can't be given to the JVMs of trials, as " + reserved.reason);
        }
      }
      if (!FORM.matcher(arg).matches()) {
        throw new WrongCallException(
            "'" + arg + "' can't be given to the JVMs of trials, which take " + FORMS);
      }
    }
  }

  /**
   * Starts one JVM with them, if there are any, that does nothing.
   *
   * @param java what starts a trial's JVM
   * @throws WrongCallException if it does not take them, with what it said
   */
  public void tryOut(Path java) {
    if (list.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(ForkSettings.trialArgs(list));
    command.add("-version");
    refusal(command)
        .ifPresent(
            said -> {
              throw new WrongCallException(
                  "this JVM does not take '"
                      + String.join(" ", list)
                      + "': "
                      + said
                      + ": change --jvm-args");
            });
  }

  private static Optional<String> refusal(List<String> command) {
    Process process = null;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
      Process started = process;
      CompletableFuture<List<String>> output = CompletableFuture.supplyAsync(() -> lines(started));
      List<String> said = output.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (process.waitFor() != 0) {
        return Optional.of(
            said.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("Picked up "))
                .findFirst()
                .orElse("it ended with status " + process.exitValue()));
      }
      // It would run without, and the record would say otherwise.
      return said.stream().filter(line -> line.contains("warning: Ignoring option")).findFirst();
    } catch (IOException | ExecutionException e) {
      return Optional.of(e.getMessage());
    } catch (TimeoutException e) {
      return Optional.of("it did not end within " + LIMIT.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  private static List<String> lines(Process process) {
    return process.inputReader(StandardCharsets.UTF_8).lines().toList();
  }

  /** Those that decide whether a class archive fits: all but the compilers'. */
  List<String> thatShapeClasses() {
    return list.stream().filter(arg -> !COMPILER.matcher(arg).matches()).toList();
  }
}
