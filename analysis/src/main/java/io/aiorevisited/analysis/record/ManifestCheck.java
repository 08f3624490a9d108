package io.aiorevisited.analysis.record;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;

/**
 * Says what of a manifest that could be read can't be worked with, by a person's or a disk's hand.
 */
final class ManifestCheck {

  private static final int MOST_ROUNDS = 1_000_000;
  private static final int MOST_PASSES = 1_000_000;

  /** Not there where a run has a fixed number of rounds. */
  private static final String MAY_BE_ABSENT = "plan.stopping";

  /** Says what is unsound. */
  static final class UnsoundException extends Exception {
    private static final long serialVersionUID = 1L;

    UnsoundException(String what) {
      super(what);
    }
  }

  private ManifestCheck() {}

  /**
   * Checks.
   *
   * @throws UnsoundException naming the first field that is missing or out of its range
   */
  static void check(RunManifest manifest) throws UnsoundException {
    present("", manifest);
    Plan plan = manifest.plan();
    range("plan.rounds", plan.rounds(), 1, MOST_ROUNDS);
    range("plan.warmupPasses", plan.warmupPasses(), 0, MOST_PASSES);
    range("plan.measuredPasses", plan.measuredPasses(), 1, MOST_PASSES);
    if (plan.stopping() != null) {
      range("plan.stopping.pilotRounds", plan.stopping().pilotRounds(), 2, MOST_ROUNDS);
      range("plan.stopping.everyRounds", plan.stopping().everyRounds(), 1, MOST_ROUNDS);
    }
    ratio("plan.marginRatio", plan.marginRatio());
    ratio("plan.confidence", plan.confidence());
    if (plan.cells().isEmpty()) {
      throw new UnsoundException("no cell in plan.cells");
    }
    for (Cell cell : plan.cells()) {
      check("plan.cells", cell);
    }
    for (Plan.PlannedComparison comparison : plan.family()) {
      check("plan.family", comparison.condition());
    }
    range("host.cpus", manifest.host().cpus(), 0, Integer.MAX_VALUE);
    range("host.memoryBytes", manifest.host().memoryBytes(), 0, Long.MAX_VALUE);
  }

  private static void check(String where, Cell cell) throws UnsoundException {
    range(where + ".blockSizeBytes", cell.blockSizeBytes(), 1, Long.MAX_VALUE);
    range(where + ".depth", cell.depth(), 1, Integer.MAX_VALUE);
    range(where + ".splitBytes", cell.splitBytes(), 0, Long.MAX_VALUE);
    range(where + ".sizeBytes", cell.sizeBytes(), 1, Long.MAX_VALUE);
  }

  /** Refuses null anywhere in a record, its lists and maps included. */
  private static void present(String path, Object value) throws UnsoundException {
    if (value == null && path.equals(MAY_BE_ABSENT)) {
      return;
    }
    if (value == null) {
      throw new UnsoundException("no " + path);
    }
    if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
        present(name, value(component, value));
      }
    } else if (value instanceof Collection<?> collection) {
      for (Object element : collection) {
        present(path, element);
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        present(path + "." + entry.getKey(), entry.getValue());
      }
    }
  }

  private static Object value(RecordComponent component, Object owner) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record of this package can be read", e);
    }
  }

  private static void range(String name, long value, long least, long most)
      throws UnsoundException {
    if (value < least || value > most) {
      throw new UnsoundException(name + " = " + value + ", which is not " + least + " to " + most);
    }
  }

  private static void ratio(String name, double value) throws UnsoundException {
    if (!(value > 0 && value < 1)) {
      throw new UnsoundException(name + " = " + value + ", which is not between 0 and 1");
    }
  }
}
