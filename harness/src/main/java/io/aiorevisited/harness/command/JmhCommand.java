package io.aiorevisited.harness.command;

import io.aiorevisited.harness.forks.ForkSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Hands over to JMH's own command line. */
@Command(
    name = "jmh",
    description =
        "JMH's own command line over the same benchmarks: any workload with any JMH option, as in"
            + " jmh PassBenchmark -p engine=AIO -p blockSize=64k -f 2 -prof gc")
final class JmhCommand implements Callable<Integer> {

  private static final String APPEND = "-jvmArgsAppend";

  @Unmatched private List<String> args = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    JmhParameters.check(args);
    org.openjdk.jmh.Main.main(withQuietForks(args).toArray(String[]::new));
    return CommandLines.DONE;
  }

  /** Adds what a fork's JVM needs to what the person appends to its arguments. */
  static List<String> withQuietForks(List<String> args) {
    String quiet = String.join(" ", ForkSettings.quietArgs());
    List<String> result = new ArrayList<>(args);
    int at = result.indexOf(APPEND);
    if (at >= 0 && at + 1 < result.size()) {
      result.set(at + 1, result.get(at + 1) + " " + quiet);
    } else {
      result.addAll(List.of(APPEND, quiet));
    }
    return result;
  }
}
