package io.aiorevisited.workloads.targets;

import java.util.Locale;

/** What a target is made of when a pass starts. */
public enum TargetState {
  /** A file with data in every extent. */
  WRITTEN,
  /** A file whose extents are allocated by fallocate, and never written. */
  PREALLOC,
  /** A file that is one hole. */
  SPARSE,
  /** A block device. */
  DEVICE,
  /** A file that was there before the run: only ever read. */
  EXISTING;

  /** Whether it is lost as soon as a pass writes. */
  public boolean isWithoutData() {
    return this == PREALLOC || this == SPARSE;
  }

  /**
   * Finds the state of a {@link #label()}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static TargetState fromLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** The name as typed on the command line and kept in records, for example {@code written}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
