package io.aiorevisited.harness.host;

import io.aiorevisited.analysis.record.folder.CallCost;
import io.aiorevisited.engines.linux.Binding;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a system call that does nothing costs by each binding that this Java has. */
public final class BindingCost {
  private static final int CALLS = 20_000;
  private static final int SERIES = 10;

  private BindingCost() {}

  /** Measures all bindings; takes a part of a second. */
  public static CallCost measure() {
    Map<String, Double> nanos = new TreeMap<>();
    for (Binding binding : Binding.values()) {
      if (binding.isHere()) {
        nanos.put(binding.label(), nanosACall(binding.syscalls()));
      }
    }
    return new CallCost(nanos);
  }

  /** Measures all bindings, and says in words what came of it. */
  static String measured() {
    CallCost cost = measure();
    List<String> words = new ArrayList<>();
    for (Binding binding : Binding.values()) {
      Double nanos = cost.nanosByBinding().get(binding.label());
      words.add(
          nanos == null
              ? binding.label() + " needs Java 22"
              : String.format(Locale.ROOT, "%.0f ns by %s", nanos, binding.label()));
    }
    return "a call that does nothing takes " + String.join(", ", words);
  }

  /** The least of several series: the first ones run code that isn't compiled yet. */
  private static double nanosACall(LinuxSyscalls syscalls) {
    double least = Double.MAX_VALUE;
    for (int series = 0; series < SERIES; series++) {
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        syscalls.gettid();
      }
      least = Math.min(least, (System.nanoTime() - start) / (double) CALLS);
    }
    return least;
  }
}
