package io.aiorevisited.harness.places;

import io.aiorevisited.harness.plan.Readable;
import io.aiorevisited.workloads.targets.file.LeftoverScratch;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names the scratch files that killed runs left; removes none. */
public final class LeftBehind {

  private static final String MARK = ".owner";

  private LeftBehind() {}

  /** One line for each that lies in the current directory's results. */
  public static List<String> inResults() {
    return beneath(ResultsFolder.PATH);
  }

  /**
   * One line for each that lies in {@code directory} or a folder in it; none where it can't be
   * looked at.
   */
  public static List<String> beneath(Path directory) {
    List<String> lines = new ArrayList<>();
    try {
      lookInto(directory, lines);
      try (DirectoryStream<Path> folders =
          Files.newDirectoryStream(directory, entry -> Files.isDirectory(entry))) {
        for (Path folder : folders) {
          lookInto(folder, lines);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return lines; // not there, or not ours to read: nothing can be said of it
    }
    return lines;
  }

  private static void lookInto(Path folder, List<String> lines) throws IOException {
    try (DirectoryStream<Path> marks = Files.newDirectoryStream(folder, "*" + MARK)) {
      for (Path mark : marks) {
        String name = mark.getFileName().toString();
        Path file = mark.resolveSibling(name.substring(0, name.length() - MARK.length()));
        if (LeftoverScratch.at(file).kind() == LeftoverScratch.Kind.LEFT_BEHIND) {
          lines.add(
              "a killed run left its scratch file "
                  + file
                  + (Files.exists(file) ? ", " + Readable.bytes(Files.size(file)) : "")
                  + ": resume the run, or delete the file and its mark, "
                  + name);
        }
      }
    }
  }
}
