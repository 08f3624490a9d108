package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;

/** Names cells for people, in the words of the command line. */
public final class CellNames {

  private static final long KIB = 1024;
  private static final long MIB = KIB * KIB;
  private static final long GIB = MIB * KIB;

  private CellNames() {}

  /** Names a condition: {@code iozone write 16k}, and what of it is not the default. */
  public static String condition(Cell cell) {
    StringBuilder name =
        new StringBuilder(cell.workload())
            .append(' ')
            .append(cell.operation())
            .append(' ')
            .append(size(cell.blockSizeBytes()));
    if (cell.depth() != 1 && cell.splitBytes() == 0) {
      name.append(" qd").append(cell.depth());
    }
    if (!cell.targetState().equals("written")) {
      name.append(' ').append(cell.targetState());
    }
    if (!cell.cacheMode().equals("none")) {
      name.append(' ').append(cell.cacheMode());
    }
    if (cell.buffers().equals("small")) {
      name.append(" small pages");
    }
    if (!cell.placement().equals(Cell.PLACEMENT_FREE)) {
      name.append(' ').append(cell.placement());
    }
    return name.toString();
  }

  /** Makes an anchor of a page for an engine in a condition. */
  public static String anchor(String engine, Cell condition) {
    return (engine + "-" + condition(condition)).replaceAll("[^A-Za-z0-9]+", "-");
  }

  /** Writes a size as the command line takes it: 16k, 20M, 1G. */
  public static String size(long bytes) {
    if (bytes >= GIB && bytes % GIB == 0) {
      return bytes / GIB + "G";
    }
    if (bytes >= MIB && bytes % MIB == 0) {
      return bytes / MIB + "M";
    }
    return bytes >= KIB && bytes % KIB == 0 ? bytes / KIB + "k" : Long.toString(bytes);
  }
}
