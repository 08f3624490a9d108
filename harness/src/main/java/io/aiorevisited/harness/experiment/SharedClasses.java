package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.JsonFile;
import io.aiorevisited.harness.forks.ForkRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives the forks of a run one class archive, all of them or none, and records which. */
final class SharedClasses {

  /** File of the run's folder that says how its forks were started. */
  static final String RECORD = "forks.json";

  /** Name of the folder beside the runs that archives are kept in. */
  private static final String CACHE = ".cache";

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
   * @throws IOException if the record can't be read or written
   */
  static void give(ForkRoom room, Path runFolder, Progress progress) throws IOException {
    Record now = new Record(attempt(room, runFolder));
    Path record = runFolder.resolve(RECORD);
    if (Files.isRegularFile(record)) {
      Record before = JsonFile.read(record, Record.class, "how forks are started");
      if (!now.equals(before)) {
        progress.say(
            "warning: earlier trials ran with class archive "
                + before.classArchive()
                + ", the next ones with "
                + now.classArchive());
      }
    } else {
      JsonFile.write(record, now);
    }
  }

  private static String attempt(ForkRoom room, Path runFolder) {
    try {
      room.shareClasses(cache(runFolder), TrialOptions.THIS_JAVA, ForkSettings.trialArgs());
      return "dynamic";
    } catch (IOException e) {
      return "none: " + e.getMessage();
    }
  }

  /** Kept beside the runs under {@code results}; elsewhere nothing outlives the run's folder. */
  private static Path cache(Path runFolder) {
    Path results = Launch.RESULTS.toAbsolutePath().normalize();
    return results.equals(runFolder.getParent())
        ? results.resolve(CACHE)
        : runFolder.resolve(ForkRoom.FOLDER);
  }
}
