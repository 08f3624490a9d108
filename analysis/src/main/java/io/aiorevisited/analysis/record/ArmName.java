package io.aiorevisited.analysis.record;

/**
 * Name of an arm, as records hold it: that of an engine or a program, and behind an {@code @} the
 * build of QEMU that it comes from, where that is not the installed one: {@code qsd-native@10.1}.
 *
 * @param base name of the engine or program
 * @param build a version of QEMU, or a name that a person gave; empty for what is installed
 */
public record ArmName(String base, String build) {

  private static final char AT = '@';

  /** Takes a name apart. */
  public static ArmName of(String name) {
    int at = name.indexOf(AT);
    return at < 0
        ? new ArmName(name, "")
        : new ArmName(name.substring(0, at), name.substring(at + 1));
  }

  /** Name of the engine or program in the name of an arm. */
  public static String baseOf(String name) {
    return of(name).base();
  }

  /** The name of another engine or program of the same build. */
  public ArmName withBase(String other) {
    return new ArmName(other, build);
  }

  /** The name, as records hold it. */
  @Override
  public String toString() {
    return build.isEmpty() ? base : base + AT + build;
  }
}
