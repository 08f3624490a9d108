package io.aiorevisited.harness.forks;

import io.aiorevisited.analysis.record.folder.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Gives the forks of a run one class archive, all of them or none, and records which. */
public final class SharedClasses {

  /** File of the run's folder that says how its forks were started. */
  static final String RECORD = "forks.json";

  private SharedClasses() {}

  /**
   * How the forks of a run were started.
   *
   * @param classArchive {@code dynamic}, or {@code none: } and why
   */
  record Record(String classArchive) {}

  /**
   * Gives {@code room} an archive if one can be had.
   *
   * @param args of the plan, beyond those that every trial has
   * @param cache where archives of all runs are kept
   * @param say is told where earlier forks of the run were started otherwise
   * @throws IOException if the record can't be read or written
   */
  public static void give(
      ForkRoom room, JvmArgs args, Path runFolder, Path cache, Consumer<String> say)
      throws IOException {
    Record now = new Record(attempt(room, args, cache));
    Path record = runFolder.resolve(RECORD);
    if (Files.isRegularFile(record)) {
      Record before = JsonFile.read(record, Record.class, "how forks are started");
      if (!now.equals(before)) {
        say.accept(
            "warning: earlier trials ran with class archive "
                + before.classArchive()
                + ", the next ones with "
                + now.classArchive());
      }
    } else {
      JsonFile.write(record, now);
    }
  }

  private static String attempt(ForkRoom room, JvmArgs args, Path cache) {
    try {
      room.shareClasses(
          cache, TrialOptions.THIS_JAVA, ForkSettings.trialArgs(args.thatShapeClasses()));
      return "dynamic";
    } catch (IOException e) {
      return "none: " + e.getMessage();
    }
  }
}
