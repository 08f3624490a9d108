package io.aiorevisited.analysis.record.folder;

import io.aiorevisited.analysis.record.ArmName;
import io.aiorevisited.analysis.record.Cell;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Says what of a record, or of the records in it, no program of ours would have written. */
public final class RecordCheck {

  /** Largest whole number that sums and quotients hold without loss. */
  static final long MOST = 1L << 53;

  /** Components that have no value where there is nothing to say. */
  private static final Set<String> MAY_BE_ABSENT =
      Set.of(
          "Plan.stopping",
          "TrialRecord.reason",
          "TrialRecord.result",
          "PassRecord.cpu",
          "PassRecord.interference",
          "TrialResult.latency",
          "TrialResult.submission",
          "TrialResult.buffers",
          "TrialResult.resting",
          "Receipts.inFlightAtMost",
          "TrialResult.program",
          "TrialResult.daemon",
          "TrialResult.guest",
          "CpuLedgerRecord.home",
          "CpuLedgerRecord.homeSwitches",
          "CpuLedgerRecord.device",
          "CpuLedgerRecord.daemon",
          "CpuLedgerRecord.vcpu",
          "ProfileRecord.event",
          "ProfileRecord.recording",
          "ProfileRecord.collapsed",
          "ProfileRecord.flameGraph",
          "ProfileRecord.problem");

  /** Components that may be below zero: -1 where nobody can tell, a difference, a seed. */
  private static final Set<String> MAY_BE_NEGATIVE =
      Set.of(
          "Plan.seed",
          "CpuLedgerRecord.gapMicros",
          "SubmissionRecord.completedMeanwhile",
          "InterferenceRecord.cpuPressureMicros",
          "InterferenceRecord.ioPressureMicros");

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");

  /** Says what is unsound. */
  static final class UnsoundException extends Exception {
    private static final long serialVersionUID = 1L;

    UnsoundException(String what) {
      super(what);
    }
  }

  /** A component of a kind of record. */
  private record Component(
      String name, Method accessor, boolean mayBeAbsent, boolean mayBeNegative) {}

  /** Looked up once a kind: to do so for each record takes longer than all the rest of a check. */
  private static final ClassValue<List<Component>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> kind) {
          List<Component> components = new ArrayList<>();
          for (RecordComponent component : kind.getRecordComponents()) {
            String key = kind.getSimpleName() + "." + component.getName();
            components.add(
                new Component(
                    component.getName(),
                    component.getAccessor(),
                    MAY_BE_ABSENT.contains(key),
                    MAY_BE_NEGATIVE.contains(key)));
          }
          return List.copyOf(components);
        }
      };

  private RecordCheck() {}

  /**
   * Refuses what is missing, negative or too large anywhere in a record, its lists and maps
   * included.
   *
   * @param path of the record, for the message; empty for the outermost
   * @throws UnsoundException naming the first component that is so
   */
  static void check(String path, Record record) throws UnsoundException {
    for (Component component : COMPONENTS.get(record.getClass())) {
      Object value = value(component, record);
      if (value != null || !component.mayBeAbsent()) {
        String name = path.isEmpty() ? component.name() : path + "." + component.name();
        value(name, value, component.mayBeNegative());
      }
    }
  }

  private static void value(String name, Object value, boolean negative) throws UnsoundException {
    if (value == null) {
      throw new UnsoundException("no " + name);
    }
    if (value instanceof Record record) {
      check(name, record);
    } else if (value instanceof Collection<?> collection) {
      for (Object element : collection) {
        value(name, element, negative);
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        value(name + "." + entry.getKey(), entry.getValue(), negative);
      }
    } else if (value instanceof Double number) {
      finite(name, number);
    } else if (value instanceof Number number && !negative) {
      range(name, number.longValue(), 0, MOST);
    }
  }

  private static Object value(Component component, Object owner) {
    try {
      return component.accessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record of this package can be read", e);
    }
  }

  private static void finite(String name, double value) throws UnsoundException {
    if (!(value >= 0 && value <= MOST)) {
      throw new UnsoundException(name + " = " + value + ", which is not 0 to " + MOST);
    }
  }

  static void range(String name, long value, long least, long most) throws UnsoundException {
    if (value < least || value > most) {
      throw new UnsoundException(name + " = " + value + ", which is not " + least + " to " + most);
    }
  }

  /** Refuses names that no command line takes: they become parts of file names and pages. */
  static void word(String name, String value) throws UnsoundException {
    if (!WORD.matcher(value).matches()) {
      throw new UnsoundException(
          name
              + " = '"
              + PlainText.quote(value)
              + "', which is not a word of letters, digits and . _ + -");
    }
  }

  /** Refuses names of arms that are not a word, or two with an {@code @} between them. */
  static void arm(String name, String value) throws UnsoundException {
    ArmName arm = ArmName.of(value);
    word(name, arm.base());
    if (!value.equals(arm.base())) {
      word(name, arm.build());
    }
  }

  /** Refuses a cell that can't be measured, or whose names are no words. */
  static void cell(String path, Cell cell) throws UnsoundException {
    arm(path + ".engine", cell.engine());
    condition(path, cell);
  }

  /** Refuses as {@link #cell} does, whatever the engine is. */
  static void condition(String path, Cell cell) throws UnsoundException {
    if (!cell.engine().isEmpty()) {
      arm(path + ".engine", cell.engine());
    }
    word(path + ".workload", cell.workload());
    word(path + ".operation", cell.operation());
    word(path + ".targetState", cell.targetState());
    word(path + ".cacheMode", cell.cacheMode());
    word(path + ".buffers", cell.buffers());
    word(path + ".placement", cell.placement());
    range(path + ".blockSizeBytes", cell.blockSizeBytes(), 1, MOST);
    range(path + ".depth", cell.depth(), 1, Integer.MAX_VALUE);
    range(path + ".splitBytes", cell.splitBytes(), 0, MOST);
    range(path + ".sizeBytes", cell.sizeBytes(), 1, MOST);
  }
}
