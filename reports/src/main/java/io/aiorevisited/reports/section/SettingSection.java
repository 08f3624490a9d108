package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.record.Host;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.folder.CallCost;
import io.aiorevisited.reports.text.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes what a run says of its machine, its plan and its versions, as names and values. */
public final class SettingSection {

  /** A name and its value. */
  public record Fact(String name, String value) {}

  private static final String UNKNOWN = "unknown";

  private SettingSection() {}

  public static List<Fact> ofHost(Host host) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "Host", host.hostname());
    add(facts, "Kernel", host.kernel());
    add(facts, "CPU", known(host.cpuModel()) + ", " + host.cpus() + " online");
    add(facts, "Frequency governor", host.governor());
    add(facts, "Clock source", host.clockSource());
    add(facts, "Memory", Figures.gibibytes(host.memoryBytes()));
    add(facts, "Virtualisation", host.virtualisation());
    add(facts, "File system", host.fileSystem());
    add(facts, "Device", host.device());
    add(facts, "Write cache", host.writeCache());
    Map<String, String> queue = host.queue() == null ? Map.of() : new TreeMap<>(host.queue());
    queue.forEach((name, value) -> add(facts, "Queue " + name, value));
    new TreeMap<>(host.settings()).forEach((name, value) -> add(facts, "Setting " + name, value));
    return facts;
  }

  public static List<Fact> ofPlan(Plan plan) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "Profile", plan.profile());
    add(facts, "Seed of the order", Long.toString(plan.seed()));
    add(facts, "Rounds", Integer.toString(plan.rounds()));
    add(facts, "Cells a round", Integer.toString(plan.cells().size()));
    add(
        facts,
        "Passes a trial",
        plan.warmupPasses()
            + " to warm up"
            + (plan.warmupRequests() == 0
                ? ""
                : " (more where they hold less than " + plan.warmupRequests() + " requests)")
            + ", "
            + plan.measuredPasses()
            + " measured");
    add(facts, "Reference engine", plan.referenceEngine() + ", repeated by the control arm");
    add(facts, "Margin that matters", Figures.percent(plan.marginRatio()));
    add(facts, "Confidence", Figures.percent(plan.confidence()));
    add(facts, "Data read back and checked", plan.verify() ? "yes" : "no");
    add(facts, "Target", plan.targetPath());
    facts.add(ofJvmArgs(plan));
    return facts;
  }

  /** What of a plan holds for profiles alone: it has no rounds, no reference and no margin. */
  public static List<Fact> ofProfiles(Plan plan) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "Profile", plan.profile());
    add(facts, "Cells", Integer.toString(plan.cells().size()));
    add(facts, "Target", plan.targetPath());
    facts.add(ofJvmArgs(plan));
    return facts;
  }

  private static Fact ofJvmArgs(Plan plan) {
    String args = String.join(" ", plan.jvmArgs());
    return new Fact("Arguments of the trials' JVMs (--jvm-args)", args.isEmpty() ? "none" : args);
  }

  public static List<Fact> ofVersions(Map<String, String> versions) {
    List<Fact> facts = new ArrayList<>();
    if (versions != null) {
      new TreeMap<>(versions).forEach((name, value) -> add(facts, name, value));
    }
    return facts;
  }

  /** What a system call that does nothing cost in a run; empty if it didn't look. */
  public static List<Fact> ofCallCost(Path runFolder) {
    String name = "A system call that does nothing";
    try {
      return CallCost.read(runFolder).map(SettingSection::words).stream()
          .map(words -> new Fact(name, words))
          .toList();
    } catch (IOException e) {
      return List.of(new Fact(name, "can't be read: " + e.getMessage()));
    }
  }

  private static String words(CallCost cost) {
    return new TreeMap<>(cost.nanosByBinding())
        .entrySet().stream()
            .map(c -> String.format(Locale.ROOT, "%.0f ns by %s", c.getValue(), c.getKey()))
            .collect(Collectors.joining(", "));
  }

  private static void add(List<Fact> facts, String name, String value) {
    facts.add(new Fact(name, known(value)));
  }

  private static String known(String value) {
    return value == null || value.isBlank() ? UNKNOWN : value;
  }
}
