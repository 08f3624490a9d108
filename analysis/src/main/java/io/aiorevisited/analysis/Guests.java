package io.aiorevisited.analysis;

import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.programs.GuestRecord;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What may be said of arms that are virtual machines. Under TCG every instruction of the guest is
 * translated, so its figures are held against those of other guests and of nothing else; only where
 * all guests of a run were under KVM may they be held against what ran on the host itself.
 */
public final class Guests {

  /** The guest that the others are held against: QEMU with its pool of threads. */
  public static final String REFERENCE = "guest-threads";

  private static final String PREFIX = "guest-";

  private final SortedSet<String> accelerators;

  private Guests(SortedSet<String> accelerators) {
    this.accelerators = accelerators;
  }

  static Guests of(List<TrialRecord> trials) {
    TreeSet<String> accelerators = new TreeSet<>();
    trials.stream()
        .map(TrialRecord::guest)
        .filter(Objects::nonNull)
        .map(GuestRecord::accelerator)
        .forEach(accelerators::add);
    return new Guests(accelerators);
  }

  /** Tells whether an engine is a virtual machine. */
  public static boolean isGuest(String engine) {
    return engine.startsWith(PREFIX);
  }

  /** What all figures of guests are labelled by: {@code TCG}, {@code KVM}; empty without any. */
  public String label() {
    return String.join(" and ", accelerators).toUpperCase(Locale.ROOT);
  }

  /** An engine's name as it stands beside a figure: a guest's says its accelerator. */
  public String named(String engine) {
    return isGuest(engine) && !accelerators.isEmpty() ? engine + " (" + label() + ")" : engine;
  }

  /** Tells whether all guests of the run were under KVM, as all of 2009 were. */
  public boolean isKvm() {
    return accelerators.size() == 1 && accelerators.contains(GuestRecord.KVM);
  }

  /** Tells whether two arms may be held against each other. */
  public boolean mayCompare(String engine, String other) {
    return isGuest(engine) == isGuest(other) || isKvm();
  }

  /** Tells whether an engine may stand in one picture with those that ran on the host itself. */
  public boolean mayShowWithNative(String engine) {
    return !isGuest(engine) || isKvm();
  }
}
