package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.claims.ThroughputUnit;
import io.aiorevisited.analysis.record.Cell;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One table of throughput, like one of the 2009 message.
 *
 * @param id unique among the run's tables
 * @param workload whose table it is
 * @param setting what the columns have in common, in words
 * @param unit of every figure
 * @param columns conditions, in order
 * @param rows engines, in order; the control arm last
 */
public record ThroughputTable(
    String id,
    String workload,
    String setting,
    ThroughputUnit unit,
    List<Column> columns,
    List<Row> rows) {

  /**
   * One column.
   *
   * @param label such as {@code write 16k}
   * @param condition cell without its engine
   */
  public record Column(String label, Cell condition) {}

  /**
   * One row.
   *
   * @param name 2009's name, or the engine's own
   * @param detail which engine models it, or what the row is for
   * @param engine engine measured
   * @param control whether this is the control arm
   * @param entries one a column
   */
  public record Row(
      String name, String detail, String engine, boolean control, List<Entry> entries) {

    /** Tells whether 2009 has a figure for any column of this row. */
    public boolean has2009() {
      return entries.stream().anyMatch(entry -> entry.of2009().isPresent());
    }
  }

  /**
   * One place of the table.
   *
   * @param result today's
   * @param of2009 2009's figure in the table's unit
   */
  public record Entry(CellResult result, OptionalDouble of2009) {}
}
