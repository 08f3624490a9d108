package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.Floors;
import io.aiorevisited.analysis.ThroughputUnit;
import io.aiorevisited.analysis.record.Cell;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One table of throughput, like one of the 2009 message.
 *
 * @param id unique among the run's tables
 * @param workload whose table it is
 * @param setting what the columns have in common, in words
 * @param unit of every figure
 * @param columns conditions, in order
 * @param rows engines, in order; the control arm last
 * @param note which engines had fewer requests in flight than asked for; empty if none had
 */
public record ThroughputTable(
    String id,
    String workload,
    String setting,
    ThroughputUnit unit,
    List<Column> columns,
    List<Row> rows,
    String note) {

  /**
   * One column.
   *
   * @param label such as {@code write 16k}
   * @param condition cell without its engine
   */
  public record Column(String label, Cell condition) {}

  /** Tells whether any place has a time of a request. */
  public boolean hasMicrosPerRequest() {
    return rows.stream()
        .flatMap(row -> row.entries().stream())
        .anyMatch(entry -> entry.microsPerRequest(unit).isPresent());
  }

  /**
   * One row.
   *
   * @param name 2009's name, or the engine's own
   * @param detail which engine models it, or what the row is for
   * @param engine engine measured
   * @param control whether this is the control arm
   * @param entries one a column
   * @param accelerator what every figure of a virtual machine is labelled by; else empty
   * @param besideNative whether it may stand in one picture with what ran on the host itself
   */
  public record Row(
      String name,
      String detail,
      String engine,
      boolean control,
      List<Entry> entries,
      String accelerator,
      boolean besideNative) {

    /** Tells whether it is drawn: floors and guests under TCG have scales of their own. */
    public boolean isDrawn() {
      return besideNative && !Floors.has(engine);
    }

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
   * @param inFlight most requests that were in flight, where the column's name has more
   */
  public record Entry(CellResult result, OptionalDouble of2009, OptionalInt inFlight) {

    /** Microseconds that a request took; empty where the table's unit is not of requests. */
    public OptionalDouble microsPerRequest(ThroughputUnit unit) {
      return unit == ThroughputUnit.IOPS && result instanceof CellResult.Measured measured
          ? ThroughputUnit.microsPerRequest(measured)
          : OptionalDouble.empty();
    }
  }
}
