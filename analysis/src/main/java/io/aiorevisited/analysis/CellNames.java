package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names cells for people, in the words of the command line.
 *
 * <p>The names of a run ({@link #of(Plan)}, {@link #label}) hold what tells its cells apart and
 * nothing else, the defaults too where they differ: {@code random write 4k sparse direct}. What all
 * cells have in common is said once, by {@link #common}. A name for itself ({@link #condition})
 * holds what is not the default.
 */
public final class CellNames {

  private static final long KIB = 1024;
  private static final long MIB = KIB * KIB;
  private static final long GIB = MIB * KIB;

  /** What cells of one workload can differ in beside operation and block size. */
  private enum Setting {
    DEPTH(CellNames::depth),
    SPLIT(cell -> cell.splitBytes() == 0 ? "unsplit" : "split " + size(cell.splitBytes())),
    STATE(Cell::targetState),
    CACHE(cell -> cell.cacheMode().equals("none") ? "direct" : cell.cacheMode()),
    BUFFERS(cell -> cell.buffers().equals(Cell.BUFFERS_UNSET) ? "" : cell.buffers() + " pages"),
    PLACEMENT(cell -> "placed " + cell.placement()),
    SIZE(cell -> "of " + size(cell.sizeBytes()));

    private final Function<Cell, String> words;

    Setting(Function<Cell, String> words) {
      this.words = words;
    }
  }

  private final Map<String, Set<Setting>> differing;
  private final List<String> common;

  private CellNames(Collection<Cell> cells) {
    Map<String, List<Cell>> byWorkload =
        cells.stream().collect(Collectors.groupingBy(Cell::workload));
    Map<String, Set<Setting>> found = new HashMap<>();
    byWorkload.forEach((workload, mine) -> found.put(workload, differing(mine)));
    differing = Collections.unmodifiableMap(found);
    common = common(cells);
  }

  /** Names the cells of a run. */
  public static CellNames of(Plan plan) {
    return new CellNames(plan.cells());
  }

  /** Names cells that are shown together, such as those of several runs. */
  public static CellNames of(Collection<Cell> cells) {
    return new CellNames(cells);
  }

  private static Set<Setting> differing(List<Cell> cells) {
    Set<Setting> differing = EnumSet.noneOf(Setting.class);
    for (Setting setting : Setting.values()) {
      if (cells.stream().map(setting.words).distinct().count() > 1) {
        differing.add(setting);
      }
    }
    return differing;
  }

  private List<String> common(Collection<Cell> cells) {
    Map<Setting, String> words = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      List<String> all = cells.stream().map(setting.words).distinct().toList();
      if (all.size() == 1 && !all.get(0).isEmpty()) {
        words.put(setting, all.get(0));
      }
    }
    return List.copyOf(words.values());
  }

  /**
   * Names a cell, its engine left out, so that no two conditions of the run have one name:
   * workload, operation, block size, and what else differs among the cells of its workload.
   */
  public String label(Cell cell) {
    return label(cell, OptionalInt.empty());
  }

  /**
   * Names the cell of an engine as {@link #label(Cell)} names its condition, but where the engine
   * had fewer requests in flight than asked for, the name says so: {@code qd1 of 16}.
   */
  public String label(Cell cell, InFlight inFlight) {
    return label(cell, inFlight.belowItsName(cell));
  }

  private String label(Cell cell, OptionalInt seen) {
    List<String> words = new ArrayList<>();
    words.add(cell.workload());
    words.add(cell.operation());
    words.add(size(cell.blockSizeBytes()));
    Set<Setting> settings = differing.getOrDefault(cell.workload(), Set.of());
    if (settings.contains(Setting.DEPTH) && (seen.isEmpty() || cell.requestsPerBlock() > 1)) {
      words.add(depth(cell));
    }
    seen.ifPresent(most -> words.add("qd" + most + " of " + cell.depth()));
    for (Setting setting : settings) {
      if (setting != Setting.DEPTH) {
        words.add(setting.words.apply(cell));
      }
    }
    words.removeIf(String::isEmpty);
    return String.join(" ", words);
  }

  /** What all cells have in common, in words, such as {@code qd16}, {@code written}. */
  public List<String> common() {
    return common;
  }

  /**
   * The depth as a person asks for it: blocks. One that is split is more requests than that, so it
   * is not called a queue's depth.
   */
  private static String depth(Cell cell) {
    if (cell.splitBytes() == 0) {
      return "qd" + cell.depth();
    }
    return cell.blocksInFlight() == 1 ? "1 block" : cell.blocksInFlight() + " blocks";
  }

  /** Names a condition for itself: {@code iozone write 16k}, and what of it is not the default. */
  public static String condition(Cell cell) {
    StringBuilder name =
        new StringBuilder(cell.workload())
            .append(' ')
            .append(cell.operation())
            .append(' ')
            .append(size(cell.blockSizeBytes()));
    if (cell.blocksInFlight() != 1) {
      name.append(' ').append(depth(cell));
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
      name.append(" placed ").append(cell.placement());
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
