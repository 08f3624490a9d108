package io.aiorevisited.analysis.profile;

import java.util.regex.Pattern;

/** What kind of code a frame is of, told by what async-profiler puts behind its name. */
enum FrameKind {
  /** {@code _[k]}. */
  KERNEL,
  /** {@code _[j]} compiled, {@code _[i]} inlined, {@code _[0]} interpreted, {@code _[1]} by C1. */
  JAVA,
  /** No mark: the JVM, the C library, JNA. */
  NATIVE;

  private static final Pattern MARK = Pattern.compile("_\\[([a-z0-9])\\]$");

  static FrameKind of(String frame) {
    var mark = MARK.matcher(frame);
    if (!mark.find()) {
      return NATIVE;
    }
    return mark.group(1).equals("k") ? KERNEL : JAVA;
  }

  /** Returns the frame without its mark. */
  static String nameOf(String frame) {
    return MARK.matcher(frame).replaceAll("");
  }
}
