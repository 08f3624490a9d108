package io.aiorevisited.harness.forks;

import io.aiorevisited.engines.linux.Binding;
import io.aiorevisited.workloads.ParentWatch;
import java.util.ArrayList;
import java.util.List;

/** How the JVM of a trial is started: the same for every cell, whatever started the parent. */
public final class ForkSettings {

  private static final int FIRST_JDK_THAT_WARNS_OF_UNSAFE = 23;

  private ForkSettings() {}

  /** Arguments of every trial's JVM, on the JDK that this runs on. */
  public static List<String> trialArgs() {
    return trialArgs(List.of());
  }

  /** The same for the JVMs of a plan that has more of them: its own come first. */
  static List<String> trialArgs(List<String> planned) {
    List<String> args = new ArrayList<>(planned);
    // One collector thread and a heap that never grows: the JVM does little of its own meanwhile.
    args.addAll(List.of("-XX:+UseSerialGC", "-Xms128m", "-Xmx128m"));
    // A block may be as large as 2 GiB; this is only a bound.
    args.add("-XX:MaxDirectMemorySize=4g");
    // No statistics file that is written to behind the measurement.
    args.add("-XX:-UsePerfData");
    // Killed without a chance to say so, this program must not leave a trial running.
    args.add("-D" + ParentWatch.PROPERTY + "=true");
    args.add("-D" + Binding.PROPERTY + "=" + Binding.inUse().label());
    args.addAll(quietArgs());
    return List.copyOf(args);
  }

  /** Arguments that any JVM running this code needs so that it doesn't warn. */
  public static List<String> quietArgs() {
    List<String> args = new ArrayList<>();
    args.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() >= FIRST_JDK_THAT_WARNS_OF_UNSAFE) {
      args.add("--sun-misc-unsafe-memory-access=allow"); // JMH's use; older JDKs refuse the option
    }
    return List.copyOf(args);
  }
}
