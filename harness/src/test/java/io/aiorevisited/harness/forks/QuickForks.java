package io.aiorevisited.harness.forks;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TestRecords;
import java.util.List;
import java.util.stream.Stream;

/**
 * Has the forks of tests compile at C1 only, and less of it, by the option that a person has for
 * it: they end before more code would pay, and no figure of theirs is asserted.
 */
public final class QuickForks {

  /** The option's value. */
  public static final String ARGS = "-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10";

  private static final String OPTION = "--jvm-args";

  private QuickForks() {}

  /** The command line of a run, with the option; any other as it is. */
  public static String[] commandLine(String... args) {
    return args.length == 0 || !args[0].equals("run") || List.of(args).contains(OPTION)
        ? args
        : Stream.concat(Stream.of(args), Stream.of(OPTION, ARGS)).toArray(String[]::new);
  }

  /** The plan, with the option. */
  public static Plan plan(Plan plan) {
    return TestRecords.withJvmArgs(plan, ARGS.split(" "));
  }
}
