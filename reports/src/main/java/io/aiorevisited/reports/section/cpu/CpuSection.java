package io.aiorevisited.reports.section.cpu;

import io.aiorevisited.analysis.charts.draw.Svg;
import io.aiorevisited.reports.section.EngineMark;
import java.util.List;

/**
 * What the page says of CPU time, worked out and written. Absent things are null or empty.
 *
 * @param confidence of every interval, written
 * @param reference engine that verdicts compare with
 * @param matrix the whole benchmark run beside 2009's; null where no round is whole
 * @param tables one a workload and setting
 * @param ledger what is to be said of the ledger itself, a sentence each
 */
public record CpuSection(
    String confidence,
    String reference,
    Matrix matrix,
    List<CostTable> tables,
    List<String> ledger) {

  /** A figure and half its interval's width; the latter is empty for a single round. */
  public record Value(String figure, String interval) {}

  /**
   * Real, user and system time of one pass over every cell.
   *
   * @param cells how many there are, and what of the run is left out
   * @param rows one an engine
   * @param ratios of aio to the pool; empty where one of both is missing
   */
  public record Matrix(String cells, List<MatrixRow> rows, List<RatioRow> ratios) {}

  /**
   * One engine, seconds.
   *
   * @param of2009 2009's real, user and system; empty where the message has none
   */
  public record MatrixRow(
      Svg mark,
      String name,
      String detail,
      Value real,
      Value user,
      Value system,
      Value processUser,
      Value processSystem,
      List<String> of2009) {}

  /** Today's ratio with its interval, and 2009's. */
  public record RatioRow(String what, String today, String interval, String of2009) {}

  /**
   * CPU time of every cell with a workload and setting in common.
   *
   * @param id anchor
   * @param heading workload and unit
   * @param setting what the columns have in common
   * @param columns labels
   * @param rows engines
   * @param stack who spent it; null without charts
   * @param scatter CPU time against throughput; null without charts
   * @param legend the engines' marks
   * @param note which engines had fewer requests in flight than asked for; empty if none had
   */
  public record CostTable(
      String id,
      String heading,
      String setting,
      List<String> columns,
      List<CostRow> rows,
      Svg stack,
      Svg scatter,
      List<EngineMark> legend,
      String note) {}

  /** One engine of a table. */
  public record CostRow(
      Svg mark, String name, String detail, boolean control, List<CostEntry> entries) {}

  /**
   * One cell.
   *
   * @param cost CPU seconds per GiB; null where nothing was measured, as all the rest then
   * @param perRequest microseconds per request
   * @param submitter what fio would have reported, microseconds per request
   * @param wakeUps of the poll loop per request
   * @param switches context switches per request
   * @param calls system calls per request
   * @param deviceRequests requests of the device per request of ours; null where not counted
   * @param verdict against the reference; null where there is none
   */
  public record CostEntry(
      Value cost,
      String perRequest,
      String submitter,
      String wakeUps,
      String switches,
      String calls,
      String deviceRequests,
      String verdict) {

    static final CostEntry NONE = new CostEntry(null, null, null, null, null, null, null, null);
  }
}
