package io.aiorevisited.harness.command;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.folder.RecordProblem;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.harness.plan.WrongCallException;
import io.aiorevisited.reports.ForeignFileException;
import io.aiorevisited.reports.OwnFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page over several runs: the runs that it reads, and where it goes, which is none of them. */
final class RunsPage {

  private static final String SUFFIX = ".html";

  private RunsPage() {}

  /**
   * Reads runs.
   *
   * @param err where it is told what of them can't be used
   * @throws WrongCallException if one is named twice
   * @throws io.aiorevisited.analysis.record.folder.RunFolderException if one holds no run
   */
  static List<RunAnalysis> read(List<Path> directories, PrintStream err) throws IOException {
    List<Path> seen = new ArrayList<>();
    List<RunFolder> folders = new ArrayList<>();
    for (Path directory : directories) {
      folders.add(RunFolder.open(directory));
      if (seen.contains(directory.toRealPath())) {
        throw new WrongCallException(directory + " is named twice: name each run once");
      }
      seen.add(directory.toRealPath());
    }
    List<RunAnalysis> runs = new ArrayList<>();
    for (RunFolder folder : folders) {
      for (RecordProblem problem : folder.problems()) {
        err.println(folder.path() + ": left out: " + problem);
      }
      runs.add(RunAnalysis.of(folder));
    }
    return runs;
  }

  /** The last part of a run's folder, for names of files. */
  static String name(Path directory) throws IOException {
    return directory.toRealPath().getFileName().toString();
  }

  /**
   * Chooses the file and makes sure that it can be written.
   *
   * @param out as typed, or null
   * @param otherwise name in the current directory where none was typed, without its end
   * @throws WrongCallException if it is not a place for a page
   */
  static Path file(Path out, String otherwise) throws IOException {
    Path file = out == null ? Path.of(otherwise + SUFFIX) : out;
    Path absolute = file.toAbsolutePath().normalize();
    Path directory = absolute.getParent();
    if (!absolute.toString().endsWith(SUFFIX)) {
      throw new WrongCallException(
          "--out " + file + " is not named as a page: give a name that ends in " + SUFFIX);
    }
    if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
      throw new WrongCallException(
          directory + " is not a directory that can be written to: name another file with --out");
    }
    if (Files.exists(directory.resolve("run.json"))) {
      throw new WrongCallException(
          directory + " holds a run, which is only read: name a file elsewhere with --out");
    }
    try {
      OwnFile.PAGE.check(absolute);
    } catch (ForeignFileException e) {
      throw new WrongCallException(e.getMessage() + ", or name another file with --out");
    }
    return file.normalize();
  }
}
