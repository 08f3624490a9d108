package io.aiorevisited.engines.linux;

import java.util.Locale;

/** What binds the system calls to the C library. */
public enum Binding {
  /** JNA's direct mapping: on every Java. */
  JNA,
  /** The foreign-function API: on Java 22 and later. */
  FFM;

  /** System property that says which one to use: {@code jna}, {@code ffm} or {@code auto}. */
  public static final String PROPERTY = "aiorevisited.binding";

  /** Word for the fastest that this Java has. */
  public static final String AUTO = "auto";

  private static final int FIRST_JAVA_WITH_FFM = 22;

  /**
   * The binding that {@link #PROPERTY} asks for; JNA if it is not set.
   *
   * @throws IllegalArgumentException if it is no binding, or one that this Java lacks
   */
  public static Binding inUse() {
    return of(System.getProperty(PROPERTY, JNA.label()), Runtime.version().feature());
  }

  /**
   * The binding of a word.
   *
   * @param java version of Java that it is for
   * @throws IllegalArgumentException if there is none, or not on that Java
   */
  public static Binding of(String word, int java) {
    boolean hasFfm = java >= FIRST_JAVA_WITH_FFM;
    switch (word) {
      case "jna":
        return JNA;
      case AUTO:
        return hasFfm ? FFM : JNA;
      case "ffm":
        if (hasFfm) {
          return FFM;
        }
        throw new IllegalArgumentException(
            "the binding ffm needs Java "
                + FIRST_JAVA_WITH_FFM
                + " or later, and this is Java "
                + java
                + ": start the program by a later one, or use jna");
      default:
        throw new IllegalArgumentException(
            "there is no binding '" + word + "': use jna, ffm or auto");
    }
  }

  /** Has this binding in use from now on; what is open stays with the one it was opened by. */
  public void use() {
    System.setProperty(PROPERTY, label());
  }

  /** Whether this Java has it. */
  public boolean isHere() {
    return this == JNA || Runtime.version().feature() >= FIRST_JAVA_WITH_FFM;
  }

  /** The system calls by this binding, loaded at the first call. */
  public LinuxSyscalls syscalls() {
    return this == JNA ? JnaSyscalls.INSTANCE : FfmSyscalls.INSTANCE;
  }

  /** The name as typed on the command line and kept in records, for example {@code ffm}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
