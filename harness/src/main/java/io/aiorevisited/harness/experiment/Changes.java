package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Host;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Says what of the conditions of a run is no longer as it was. */
final class Changes {

  /** Memory that the firmware or the kernel keeps for itself differs a little from boot to boot. */
  private static final double MEMORY_TOLERANCE = 0.01;

  private static final int SHOWN_CHARACTERS = 100;

  private Changes() {}

  /** Every property of the host that changed, as {@code name: before -> now}. */
  static List<String> of(Host before, Host now) {
    List<String> changes = new ArrayList<>();
    for (RecordComponent property : Host.class.getRecordComponents()) {
      Object old = value(property, before);
      Object current = value(property, now);
      if (property.getName().equals("memoryBytes")) {
        double ratio = (double) now.memoryBytes() / before.memoryBytes();
        if (Math.abs(ratio - 1) <= MEMORY_TOLERANCE) {
          continue;
        }
      }
      if (old instanceof Map<?, ?> oldMap && current instanceof Map<?, ?> currentMap) {
        changes.addAll(of(oldMap, currentMap));
      } else if (!Objects.equals(old, current)) {
        changes.add(change(property.getName(), old, current));
      }
    }
    return changes;
  }

  /** Every entry that changed, came or went. */
  static List<String> of(Map<?, ?> before, Map<?, ?> now) {
    TreeSet<String> names = new TreeSet<>();
    before.keySet().forEach(name -> names.add(name.toString()));
    now.keySet().forEach(name -> names.add(name.toString()));
    List<String> changes = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(before.get(name), now.get(name))) {
        changes.add(change(name, before.get(name), now.get(name)));
      }
    }
    return changes;
  }

  private static String change(String name, Object before, Object now) {
    return name + ": " + shown(before) + " -> " + shown(now);
  }

  private static String shown(Object value) {
    String text = value == null ? "nothing" : value.toString();
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
  }

  private static Object value(RecordComponent property, Host host) {
    try {
      return property.getAccessor().invoke(host);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's accessor can be called", e);
    }
  }
}
