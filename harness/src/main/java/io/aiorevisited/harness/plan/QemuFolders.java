package io.aiorevisited.harness.plan;

import io.aiorevisited.analysis.record.ArmName;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.harness.guest.GuestType;
import io.aiorevisited.harness.peers.ArmPrograms;
import io.aiorevisited.harness.peers.ProgramVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the builds of QEMU that arms name behind their {@code @} among the folders of {@code
 * --qemu-dir}: by the version that the programs there tell, or by a name given with the folder.
 */
public final class QemuFolders {

  private static final String OPTION = "--qemu-dir ";
  private static final Pattern VERSION =
      Pattern.compile("^(?:qemu-[a-z-]+|QEMU emulator) version ([0-9][0-9A-Za-z._+-]*)");

  private final List<String> arms;
  private final Set<String> needed;
  private final List<Build> builds = new ArrayList<>();

  /**
   * A folder as it was given.
   *
   * @param name by which arms name it; empty for its version
   */
  public record Folder(String name, Path path) {}

  /**
   * A folder and what is in it.
   *
   * @param name as given, or empty
   */
  private record Build(String name, Path path, String version) {

    /** Whether it is what an arm names: each version has those that begin with it. */
    boolean is(String word) {
      return name.isEmpty()
          ? version.equals(word) || version.startsWith(word + ".")
          : name.equals(word);
    }

    String words() {
      return (name.isEmpty() ? "" : name + ", ") + "QEMU " + version + " in " + path;
    }
  }

  private QemuFolders(List<String> arms) {
    this.arms = arms.stream().filter(arm -> !ArmName.of(arm).build().isEmpty()).toList();
    this.needed = new TreeSet<>();
    for (String arm : this.arms) {
      needed.add(program(arm));
    }
  }

  /**
   * Finds them.
   *
   * @param arms names of all that is measured
   * @return the absolute path of each build's folder, by the word behind the {@code @}; empty where
   *     all is installed
   * @throws WrongCallException if one isn't there, fits two folders or doesn't run, or a folder is
   *     given that no arm names
   */
  public static Map<String, String> find(List<Folder> folders, List<String> arms) {
    QemuFolders found = new QemuFolders(arms);
    if (found.arms.isEmpty() && !folders.isEmpty()) {
      throw new WrongCallException(
          OPTION
              + folders.get(0).path()
              + ": nothing in --engines is from another build: add one with its version, such as"
              + " qsd-native@10.1, or leave --qemu-dir out");
    }
    folders.forEach(found::add);
    return found.byWord();
  }

  private static String program(String arm) {
    if (GuestType.find(ArmName.baseOf(arm)).isPresent()) {
      throw new WrongCallException(
          arm
              + ": guests boot the installed QEMU only: leave @"
              + ArmName.of(arm).build()
              + " out");
    }
    return ArmPrograms.executable(arm)
        .filter(InstalledPrograms::isOfQemu)
        .orElseThrow(
            () ->
                new WrongCallException(
                    arm
                        + ": "
                        + ArmName.baseOf(arm)
                        + " does not start a program of QEMU, so it has no builds: leave @"
                        + ArmName.of(arm).build()
                        + " out"));
  }

  private void add(Folder folder) {
    Path path = folder.path().toAbsolutePath().normalize();
    if (!Files.isDirectory(path)) {
      throw new WrongCallException(
          OPTION + path + " is not a folder: name the one that has " + orOf(needed));
    }
    InstalledPrograms programs = InstalledPrograms.in(List.of(path));
    Map<String, Path> there = new LinkedHashMap<>();
    needed.forEach(name -> programs.find(name).ifPresent(file -> there.put(name, file)));
    if (there.isEmpty()) {
      throw new WrongCallException(
          OPTION
              + path
              + " has no "
              + orOf(needed)
              + " that may be run: name the folder that has it, such as QEMU's build or bin");
    }
    Build build = new Build(folder.name(), path, version(path, there));
    for (Build other : builds) {
      if (other.name().equals(build.name())
          && (!build.name().isEmpty() || other.version().equals(build.version()))) {
        throw new WrongCallException(
            "--qemu-dir has "
                + (build.name().isEmpty() ? "QEMU " + build.version() : "the name " + build.name())
                + " twice, in "
                + other.path()
                + " and "
                + path
                + ": give each a name of its own, as in --qemu-dir patched="
                + path);
      }
    }
    builds.add(build);
  }

  private static String orOf(Set<String> programs) {
    return String.join(" or ", programs);
  }

  /** The version of a folder, which all programs that are needed of it must have. */
  private static String version(Path folder, Map<String, Path> programs) {
    Map<String, String> versions = new LinkedHashMap<>();
    programs.forEach((name, file) -> versions.put(name, version(file)));
    if (versions.values().stream().distinct().count() > 1) {
      throw new WrongCallException(
          OPTION
              + folder
              + " has programs of several versions ("
              + versions.entrySet().stream()
                  .map(entry -> entry.getKey() + " " + entry.getValue())
                  .collect(Collectors.joining(", "))
              + "): name a folder of one build");
    }
    return versions.values().iterator().next();
  }

  private static String version(Path program) {
    String line;
    try {
      line = ProgramVersion.line(program);
    } catch (IOException e) {
      throw new WrongCallException(
          program
              + " "
              + e.getMessage()
              + ": see that it runs by "
              + program
              + " --version, or leave this --qemu-dir out");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WrongCallException("interrupted while " + program + " told its version");
    }
    Matcher version = VERSION.matcher(line);
    if (!version.find()) {
      throw new WrongCallException(
          program
              + " --version says '"
              + line
              + "', which is not a version of QEMU: name a folder of QEMU's programs");
    }
    return version.group(1);
  }

  private Map<String, String> byWord() {
    Map<String, String> byWord = new LinkedHashMap<>();
    for (String arm : arms) {
      String word = ArmName.of(arm).build();
      Build build = build(arm, word);
      if (!Files.isExecutable(build.path().resolve(program(arm)))) {
        throw new WrongCallException(
            arm + " needs " + program(arm) + ", which " + build.path() + " doesn't have");
      }
      byWord.put(word, build.path().toString());
    }
    for (Build build : builds) {
      List<String> words =
          byWord.keySet().stream().filter(word -> builds.indexOf(build) == of(word)).toList();
      if (words.size() != 1) {
        throw new WrongCallException(
            words.isEmpty()
                ? OPTION
                    + build.path()
                    + ": nothing in --engines is from it, which is "
                    + name(build)
                : "@" + String.join(" and @", words) + " are one build: use one of these words");
      }
    }
    return byWord;
  }

  private static String name(Build build) {
    return "@" + (build.name().isEmpty() ? build.version() : build.name());
  }

  private int of(String word) {
    for (int i = 0; i < builds.size(); i++) {
      if (builds.get(i).is(word)) {
        return i;
      }
    }
    return -1;
  }

  private Build build(String arm, String word) {
    List<Build> fitting = builds.stream().filter(build -> build.is(word)).toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    if (fitting.isEmpty()) {
      throw new WrongCallException(
          "there is no build of QEMU for "
              + arm
              + (builds.isEmpty()
                  ? ": give its folder by --qemu-dir PATH"
                  : ": --qemu-dir has " + all(builds) + "; give the folder of " + word + ", too"));
    }
    throw new WrongCallException(
        arm + " fits " + all(fitting) + ": give more of the version behind the @");
  }

  private static String all(List<Build> builds) {
    return builds.stream().map(Build::words).collect(Collectors.joining("; "));
  }
}
