package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.Floors;
import io.aiorevisited.analysis.Guests;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.ThroughputUnit;
import io.aiorevisited.analysis.claims.Mail2009;
import io.aiorevisited.analysis.claims.Mail2009.Configuration;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Host;
import io.aiorevisited.reports.section.ThroughputTable.Column;
import io.aiorevisited.reports.section.ThroughputTable.Entry;
import io.aiorevisited.reports.section.ThroughputTable.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Lays the cells of a run out as tables: one a workload, conditions as columns. */
public final class ThroughputTables {

  /** More columns than this do not fit a page of paper, nor a window. */
  private static final int MOST_COLUMNS = 6;

  /** What a row of 2009 is called where a virtual machine of QEMU's stands in it, and no model. */
  public static final String REAL = " real";

  private ThroughputTables() {}

  public static List<ThroughputTable> of(RunAnalysis analysis) {
    Map<String, List<Cell>> byWorkload = new LinkedHashMap<>();
    for (Cell condition : analysis.conditions()) {
      byWorkload.computeIfAbsent(condition.workload(), w -> new ArrayList<>()).add(condition);
    }
    List<ThroughputTable> tables = new ArrayList<>();
    byWorkload.values().forEach(conditions -> add(tables, analysis, conditions));
    return tables;
  }

  /** Adds a workload's table, in parts of about the same width where it is wide. */
  private static void add(
      List<ThroughputTable> tables, RunAnalysis analysis, List<Cell> conditions) {
    int parts = (conditions.size() + MOST_COLUMNS - 1) / MOST_COLUMNS;
    int columns = (conditions.size() + parts - 1) / parts;
    CellNames names = CellNames.of(conditions);
    String setting = setting(conditions, analysis.manifest().host());
    for (int part = 0; part < parts; part++) {
      List<Cell> mine =
          conditions.subList(
              Math.min(part * columns, conditions.size()),
              Math.min((part + 1) * columns, conditions.size()));
      String which = parts == 1 ? "" : " (" + (part + 1) + " of " + parts + ")";
      String id = "t" + (tables.size() + 1);
      tables.add(table(analysis, id, which, setting, names, mine));
    }
  }

  private static ThroughputTable table(
      RunAnalysis analysis,
      String id,
      String which,
      String setting,
      CellNames names,
      List<Cell> conditions) {
    String workload = conditions.get(0).workload();
    List<Row> rows = new ArrayList<>();
    for (String engine : analysis.engines()) {
      row(analysis, engine, false, conditions).ifPresent(rows::add);
    }
    for (String engine : analysis.engines()) {
      row(analysis, engine, true, conditions).ifPresent(rows::add);
    }
    return new ThroughputTable(
        id,
        workload + which,
        setting,
        ThroughputUnit.of(workload),
        conditions.stream()
            .map(c -> new Column(names.label(c).substring(workload.length() + 1), c))
            .toList(),
        rows,
        analysis.inFlight().note(conditions, analysis.engines()));
  }

  /** What the columns have in common, in words; what they differ in is their names. */
  private static String setting(List<Cell> conditions, Host host) {
    List<String> words = new ArrayList<>();
    common(conditions, Cell::sizeBytes).ifPresent(s -> words.add(CellNames.size(s) + " a pass"));
    common(conditions, Cell::splitBytes)
        .filter(split -> split > 0)
        .ifPresentOrElse(
            split ->
                words.add(
                    "blocks split into requests of at most "
                        + CellNames.size(split)
                        + ", in flight together"),
            () -> common(conditions, Cell::depth).ifPresent(d -> words.add(inFlight(d))));
    common(conditions, Cell::targetState).ifPresent(state -> words.add("target " + state));
    common(conditions, Cell::cacheMode)
        .ifPresent(
            cache -> words.add("cache " + cache + (cache.equals("none") ? " (O_DIRECT)" : "")));
    common(conditions, Cell::buffers)
        .filter(buffers -> !buffers.equals(Cell.BUFFERS_UNSET))
        .ifPresent(buffers -> words.add("buffers in " + buffers + " pages"));
    common(conditions, Cell::placement)
        .filter(placement -> !placement.equals(Cell.PLACEMENT_FREE))
        .ifPresent(placement -> words.add("threads placed " + placement));
    memory(host).ifPresent(memory -> words.add("the target is in memory: " + memory));
    return String.join(", ", words);
  }

  /** Tells that the target is no disk but memory, and what makes it so; else empty. */
  static Optional<String> memory(Host host) {
    String fileSystem = host.fileSystem() == null ? "" : host.fileSystem();
    String device = host.device() == null ? "" : host.device();
    if (fileSystem.startsWith("tmpfs") || fileSystem.startsWith("ramfs")) {
      return Optional.of(fileSystem.split(" ")[0]);
    }
    return device.startsWith("/dev/ram") || device.startsWith("/dev/zram")
        ? Optional.of(device.split(" ")[0])
        : Optional.empty();
  }

  private static String inFlight(int depth) {
    return depth == 1 ? "one request at a time" : depth + " requests in flight at most";
  }

  private static <T> Optional<T> common(List<Cell> conditions, Function<Cell, T> of) {
    List<T> values = conditions.stream().map(of).distinct().toList();
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  private static Optional<Row> row(
      RunAnalysis analysis, String engine, boolean control, List<Cell> conditions) {
    List<Entry> entries =
        conditions.stream()
            .map(condition -> entry(analysis, condition.withEngine(engine), control))
            .toList();
    boolean empty = entries.stream().allMatch(e -> e.result() instanceof CellResult.NotRun);
    boolean planned =
        !control
            && conditions.stream()
                .anyMatch(c -> analysis.manifest().plan().cells().contains(c.withEngine(engine)));
    if (empty && !planned) {
      return Optional.empty();
    }
    return Optional.of(
        new Row(
            name(engine, control),
            detail(analysis, engine, control),
            engine,
            control,
            entries,
            Guests.isGuest(engine) ? analysis.guests().label() : "",
            analysis.guests().mayShowWithNative(engine)));
  }

  private static Entry entry(RunAnalysis analysis, Cell cell, boolean control) {
    return new Entry(
        analysis.estimates().of(cell, control),
        control ? OptionalDouble.empty() : Mail2009.throughput(cell),
        analysis.inFlight().belowItsName(cell));
  }

  private static String name(String engine, boolean control) {
    if (control) {
      return "control";
    }
    return Configuration.ofEngine(engine)
        .map(c -> c.label() + (Guests.isGuest(engine) ? REAL : ""))
        .orElse(engine);
  }

  private static String detail(RunAnalysis analysis, String engine, boolean control) {
    if (control) {
      return engine + " again";
    }
    if (Guests.isGuest(engine)) {
      return analysis.guests().named(engine);
    }
    if (engine.equals(Floors.HARNESS)) {
      return "no I/O: the ceiling";
    }
    if (engine.equals(Floors.ofDaemon(engine))) {
      return "no I/O: the way to the daemon";
    }
    return Configuration.ofEngine(engine).map(c -> "engine " + engine).orElse("not in 2009");
  }
}
