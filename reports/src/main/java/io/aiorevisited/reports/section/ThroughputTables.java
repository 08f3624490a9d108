package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.claims.Mail2009;
import io.aiorevisited.analysis.claims.Mail2009.Configuration;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.reports.section.ThroughputTable.Column;
import io.aiorevisited.reports.section.ThroughputTable.Entry;
import io.aiorevisited.reports.section.ThroughputTable.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Lays the cells of a run out as tables: one a workload and setting, conditions as columns. */
public final class ThroughputTables {

  /** What must be the same for two conditions to stand in one table. */
  private record Setting(String workload, String targetState, String cacheMode, long splitBytes) {

    static Setting of(Cell cell) {
      return new Setting(cell.workload(), cell.targetState(), cell.cacheMode(), cell.splitBytes());
    }
  }

  private ThroughputTables() {}

  public static List<ThroughputTable> of(RunAnalysis analysis) {
    Map<Setting, List<Cell>> conditions = new LinkedHashMap<>();
    for (Cell condition : analysis.conditions()) {
      conditions.computeIfAbsent(Setting.of(condition), s -> new ArrayList<>()).add(condition);
    }
    List<ThroughputTable> tables = new ArrayList<>();
    conditions.forEach(
        (setting, list) -> tables.add(table(analysis, "t" + (tables.size() + 1), setting, list)));
    return tables;
  }

  private static ThroughputTable table(
      RunAnalysis analysis, String id, Setting setting, List<Cell> conditions) {
    boolean oneDepth = conditions.stream().mapToInt(Cell::depth).distinct().count() == 1;
    boolean oneSize = conditions.stream().mapToLong(Cell::sizeBytes).distinct().count() == 1;
    List<Column> columns =
        conditions.stream().map(c -> new Column(label(c, oneDepth, oneSize), c)).toList();
    List<Row> rows = new ArrayList<>();
    for (String engine : analysis.engines()) {
      row(analysis, engine, false, conditions).ifPresent(rows::add);
    }
    for (String engine : analysis.engines()) {
      row(analysis, engine, true, conditions).ifPresent(rows::add);
    }
    return new ThroughputTable(
        id,
        setting.workload(),
        settingInWords(setting, conditions.get(0), oneDepth, oneSize),
        Mail2009.unitOf(setting.workload()),
        columns,
        rows);
  }

  private static String label(Cell condition, boolean oneDepth, boolean oneSize) {
    return condition.operation()
        + " "
        + CellNames.size(condition.blockSizeBytes())
        + (oneDepth ? "" : " qd" + condition.depth())
        + (oneSize ? "" : " of " + CellNames.size(condition.sizeBytes()));
  }

  private static String settingInWords(
      Setting setting, Cell first, boolean oneDepth, boolean oneSize) {
    List<String> words = new ArrayList<>();
    if (oneSize) {
      words.add(CellNames.size(first.sizeBytes()) + " a pass");
    }
    if (setting.splitBytes() > 0) {
      words.add(
          "blocks split into requests of at most "
              + CellNames.size(setting.splitBytes())
              + ", in flight together");
    } else if (oneDepth) {
      words.add(
          first.depth() == 1
              ? "one request at a time"
              : first.depth() + " requests in flight at most");
    }
    words.add("target " + setting.targetState());
    words.add(
        "cache " + setting.cacheMode() + (setting.cacheMode().equals("none") ? " (O_DIRECT)" : ""));
    return String.join(", ", words);
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
        new Row(name(engine, control), detail(engine, control), engine, control, entries));
  }

  private static Entry entry(RunAnalysis analysis, Cell cell, boolean control) {
    return new Entry(
        analysis.estimates().of(cell, control),
        control ? OptionalDouble.empty() : Mail2009.throughput(cell));
  }

  private static String name(String engine, boolean control) {
    if (control) {
      return "control";
    }
    return Configuration.ofEngine(engine).map(Configuration::label).orElse(engine);
  }

  private static String detail(String engine, boolean control) {
    if (control) {
      return engine + " again";
    }
    if (engine.equals("null")) {
      return "no I/O: the ceiling";
    }
    return Configuration.ofEngine(engine).map(c -> "engine " + engine).orElse("not in 2009");
  }
}
