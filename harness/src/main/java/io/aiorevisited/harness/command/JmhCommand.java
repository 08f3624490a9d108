package io.aiorevisited.harness.command;

import io.aiorevisited.harness.forks.ForkSettings;
import io.aiorevisited.harness.forks.JmhLock;
import io.aiorevisited.harness.plan.WrongCallException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
  private static final Set<String> MEASURES_NOTHING = Set.of("-l", "-lp", "-lprof", "-lrf", "-h");

  @Unmatched private List<String> args = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    JmhParameters.check(args);
    String[] forJmh = withQuietForks(args).toArray(String[]::new);
    if (Boolean.getBoolean("jmh.ignoreLock")
        || args.stream().anyMatch(MEASURES_NOTHING::contains)) {
      org.openjdk.jmh.Main.main(forJmh);
      return CommandLines.DONE;
    }
    try (JmhLock lock = JmhLock.take()) {
      if (lock.heldByAnother()) {
        throw new WrongCallException(
            "another JMH run on this machine holds JMH's lock, "
                + JmhLock.FILE
                + ", so both would disturb each other: wait for it to end");
      }
      org.openjdk.jmh.Main.main(forJmh);
    }
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
