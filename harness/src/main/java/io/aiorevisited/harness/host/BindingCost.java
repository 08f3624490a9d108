package io.aiorevisited.harness.host;

import io.aiorevisited.engines.linux.Binding;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.util.ArrayList;
import java.util.List;

/** What a system call that does nothing costs by each binding that this Java has. */
final class BindingCost {
  private static final int CALLS = 20_000;
  private static final int SERIES = 10;

  private BindingCost() {}

  /** Measures all bindings; takes a part of a second. */
  static String measured() {
    List<String> costs = new ArrayList<>();
    for (Binding binding : Binding.values()) {
      costs.add(
          binding.isHere()
              ? nanosACall(binding.syscalls()) + " ns by " + binding.label()
              : binding.label() + " needs Java 22");
    }
    return "a call that does nothing takes " + String.join(", ", costs);
  }

  /** The least of several series: the first ones run code that isn't compiled yet. */
  private static long nanosACall(LinuxSyscalls syscalls) {
    long least = Long.MAX_VALUE;
    for (int series = 0; series < SERIES; series++) {
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        syscalls.gettid();
      }
      least = Math.min(least, (System.nanoTime() - start) / CALLS);
    }
    return least;
  }
}
