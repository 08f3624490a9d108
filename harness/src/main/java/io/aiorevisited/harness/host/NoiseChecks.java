package io.aiorevisited.harness.host;

import io.aiorevisited.harness.host.HostChecks.Finding;
import io.aiorevisited.harness.host.HostChecks.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/*
 * What makes the same engine take another time on the same host: that others run, that the clock
 * changes, that an idle processor is slow to wake, that buffers lie in scattered pages. None of it
 * keeps a run from being right; each widens its intervals, so more rounds are needed for the same
 * answer. Nothing is changed here: what a fix does to the engines is itself a question to measure.
 */
/** Looks at what widens the intervals of a run on this host. */
final class NoiseChecks {
  /** Share of the processors' time above which others are worth a word. */
  private static final double MUCH_RATIO = 0.05;

  private static final long WINDOW_NANOS = 500_000_000;

  private static final String HUGE_PAGES = "sys/kernel/mm/transparent_hugepage/";
  private static final String HALT_POLL = "sys/module/haltpoll/parameters/guest_halt_poll_ns";
  private static final String IDLE_DRIVER = "sys/devices/system/cpu/cpuidle/current_driver";
  private static final String NO_TURBO = "sys/devices/system/cpu/intel_pstate/no_turbo";
  private static final String BOOST = "sys/devices/system/cpu/cpufreq/boost";
  private static final Pattern CHOSEN = Pattern.compile("\\[([^]]+)]");
  private static final Pattern SOME_60_SECONDS = Pattern.compile("some .*avg60=([0-9.]+).*");

  private final SystemFiles files;
  private final Runnable pause;
  private final LongSupplier ownMicros;

  NoiseChecks(SystemFiles files) {
    this(files, () -> LockSupport.parkNanos(WINDOW_NANOS), NoiseChecks::ownMicros);
  }

  /**
   * @param pause between the two looks at the processors' time
   * @param ownMicros processor time of this process so far
   */
  NoiseChecks(SystemFiles files, Runnable pause, LongSupplier ownMicros) {
    this.ownMicros = ownMicros;
    this.files = files;
    this.pause = pause;
  }

  /**
   * Settings of the host that widen or narrow intervals, by name; those it doesn't tell left out.
   */
  static Map<String, String> settings(SystemFiles files) {
    Map<String, String> settings = new TreeMap<>();
    put(settings, "transparent_hugepage/enabled", chosen(files.line(HUGE_PAGES + "enabled")));
    put(settings, "transparent_hugepage/defrag", chosen(files.line(HUGE_PAGES + "defrag")));
    put(
        settings,
        "transparent_hugepage/shmem_enabled",
        chosen(files.line(HUGE_PAGES + "shmem_enabled")));
    put(settings, "cpuidle driver", files.line(IDLE_DRIVER));
    put(settings, "guest_halt_poll_ns", files.line(HALT_POLL));
    put(settings, "turbo", turbo(files).orElse(SystemFiles.UNKNOWN));
    return settings;
  }

  private static void put(Map<String, String> settings, String name, String value) {
    if (!value.equals(SystemFiles.UNKNOWN)) {
      settings.put(name, value);
    }
  }

  /** All findings, in the order of reading. Takes half a second, in which the host is watched. */
  List<Finding> findings() {
    Map<String, String> settings = settings(files);
    long ownBefore = ownMicros.getAsLong();
    Optional<ProcessorTime> before = processors();
    pause.run();
    Optional<ProcessorTime> after = processors();
    long own = ownMicros.getAsLong() - ownBefore;
    List<Finding> findings = new ArrayList<>();
    findings.add(hugePages(settings));
    findings.add(haltPolling(settings));
    findings.add(turbo(settings));
    findings.addAll(load(before, after, own));
    findings.add(memoryPressure());
    return findings;
  }

  private static Finding hugePages(Map<String, String> settings) {
    String what = "huge pages";
    String enabled = settings.get("transparent_hugepage/enabled");
    String defrag = settings.getOrDefault("transparent_hugepage/defrag", SystemFiles.UNKNOWN);
    if (enabled == null) {
      return less(
          what,
          "this kernel has none that are transparent",
          "buffers lie in scattered pages, differently in every fork: compare with --buffers small");
    }
    String found = "enabled: " + enabled + ", defrag: " + defrag;
    if (enabled.equals("never")) {
      return less(
          what,
          found,
          "buffers lie in scattered pages, differently in every fork: echo madvise >"
              + " /sys/kernel/mm/transparent_hugepage/enabled");
    }
    return defrag.equals("never")
        ? less(
            what,
            found,
            "buffers get huge pages only while memory is unfragmented: echo madvise >"
                + " /sys/kernel/mm/transparent_hugepage/defrag")
        : ok(what, found);
  }

  private static Finding haltPolling(Map<String, String> settings) {
    String what = "halt polling";
    String nanos = settings.get("guest_halt_poll_ns");
    if (nanos == null || !"haltpoll".equals(settings.get("cpuidle driver"))) {
      return ok(what, "not this guest's to choose");
    }
    return nanos.equals("0")
        ? less(
            what,
            "off (guest_halt_poll_ns is 0)",
            "an idle processor halts at once, and each wake-up waits for the hypervisor, which"
                + " engines with threads pay most: to see what it is worth, echo 200000 >"
                + " /sys/module/haltpoll/parameters/guest_halt_poll_ns")
        : ok(what, nanos + " ns");
  }

  private static Optional<String> turbo(SystemFiles files) {
    String off = files.line(NO_TURBO);
    String on = files.line(BOOST);
    if (off.equals("0") || on.equals("1")) {
      return Optional.of("on");
    }
    return off.equals("1") || on.equals("0") ? Optional.of("off") : Optional.empty();
  }

  private Finding turbo(Map<String, String> settings) {
    String turbo = settings.getOrDefault("turbo", "unknown, as on most virtual machines");
    if (!turbo.equals("on")) {
      return ok("turbo", turbo);
    }
    boolean intel = files.line(NO_TURBO).equals("0");
    return less(
        "turbo",
        turbo,
        "the clock follows heat and the load of other cores: echo "
            + (intel ? "1 > /" + NO_TURBO : "0 > /" + BOOST));
  }

  private static List<Finding> load(
      Optional<ProcessorTime> before, Optional<ProcessorTime> after, long ownMicros) {
    if (before.isEmpty() || after.isEmpty()) {
      return List.of(ok("steal", SystemFiles.UNKNOWN), ok("other load", SystemFiles.UNKNOWN));
    }
    long busyMicros = after.get().busyMicros() - before.get().busyMicros();
    long stealMicros = after.get().stealMicros() - before.get().stealMicros();
    long idleMicros = after.get().idleMicros() - before.get().idleMicros();
    long allMicros = Math.max(1, busyMicros + stealMicros + idleMicros);
    return List.of(
        share(
            "steal",
            (double) stealMicros / allMicros,
            "the hypervisor gives this machine's processors to others: a dedicated or larger"
                + " machine has narrower intervals"),
        share(
            "other load",
            (double) Math.max(0, busyMicros - ownMicros) / allMicros,
            "other processes take turns with what is measured: find them by top, and end them"));
  }

  private static Finding share(String what, double ratio, String cost) {
    String found =
        String.format(Locale.ROOT, "%.0f %% of the processors' time just now", 100 * ratio);
    return ratio > MUCH_RATIO ? less(what, found, cost) : ok(what, found);
  }

  private static long ownMicros() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(spent -> spent.toNanos() / 1000)
        .orElse(0L);
  }

  /** Empty where the host doesn't tell. */
  private Optional<ProcessorTime> processors() {
    String line = files.line(ProcessorTime.FILE);
    return line.equals(SystemFiles.UNKNOWN)
        ? Optional.empty()
        : Optional.of(ProcessorTime.parse(line));
  }

  private Finding memoryPressure() {
    String what = "memory pressure";
    String line = files.line("proc/pressure/memory");
    Matcher some = SOME_60_SECONDS.matcher(line);
    if (!some.matches()) {
      return less(what, "no /proc/pressure", "a host short of memory isn't noticed");
    }
    return Double.parseDouble(some.group(1)) > 0
        ? less(
            what,
            some.group(1) + " % of the last minute",
            "processes wait for memory, and the page cache gives way: end what holds it")
        : ok(what, "none in the last minute");
  }

  private static String chosen(String line) {
    Matcher chosen = CHOSEN.matcher(line);
    return chosen.find() ? chosen.group(1) : line;
  }

  private static Finding ok(String what, String found) {
    return new Finding(Level.OK, what, found, "");
  }

  private static Finding less(String what, String found, String cost) {
    return new Finding(Level.LESS, what, found, cost);
  }
}
