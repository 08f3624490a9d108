package io.aiorevisited.harness.guest;

import io.aiorevisited.engines.InstalledPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/*
 * ldd (libc-bin) says for each file, indented, "NAME => PATH (ADDRESS)", or for the loader "PATH
 * (ADDRESS)". A library "not found" that lies in the same folders is found by the program itself,
 * as libjvm.so is by Java.
 */
/** Which of the host's shared libraries programs need. */
final class SharedLibraries {

  private SharedLibraries() {}

  /**
   * Asks the host's loader.
   *
   * @param files programs and libraries that come along by themselves
   * @return paths of the others, as the loader will look for them
   * @throws GuestUnsupportedException if ldd is missing, or one that is needed is nowhere
   */
  static Set<Path> of(InstalledPrograms programs, List<Path> files)
      throws IOException, InterruptedException {
    Path ldd =
        programs
            .find("ldd")
            .orElseThrow(
                () ->
                    new GuestUnsupportedException(
                        "ldd is not installed: install the package libc-bin"));
    List<String> command = new ArrayList<>(List.of(ldd.toString()));
    files.forEach(file -> command.add(file.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD); // it tells of files without libraries
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return read(said, files);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Reads what ldd said of files. */
  static Set<Path> read(String said, List<Path> files) throws GuestUnsupportedException {
    Set<String> alongside =
        files.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    Set<Path> libraries = new TreeSet<>();
    for (String line : said.lines().filter(l -> l.startsWith("\t")).map(String::strip).toList()) {
      String name = line.split("[ (]", 2)[0];
      int arrow = line.indexOf("=> ");
      String path = line.substring(arrow < 0 ? 0 : arrow + 3).replaceFirst(" \\(0x.*$", "");
      if (alongside.contains(name.substring(name.lastIndexOf('/') + 1))) {
        continue;
      }
      if (path.startsWith("/")) {
        libraries.add(Path.of(path));
      } else if (path.equals("not found")) {
        throw new GuestUnsupportedException(
            "the shared library "
                + name
                + " is missing, which a guest's Java needs: install the package that has it");
      }
    }
    return libraries;
  }
}
