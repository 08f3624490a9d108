package io.aiorevisited.harness.blocks;

import io.aiorevisited.harness.plan.PlannedTrial;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names the files of a run's folder that a trial uses while it runs, and tidies them up. */
public final class TrialFiles {

  /** End of the names of files by which a trial hands over what it measured. */
  private static final String HANDOVER_SUFFIX = ".trial";

  private static final String LOGS = "logs";

  private TrialFiles() {}

  /*
   * Named after this process: a trial of a run that was killed may still be ending when the run is
   * resumed, and must not hand its result to another.
   */
  /** Where a trial hands over what it measured. */
  public static Path handover(Path runFolder, String what) {
    return runFolder
        .resolve(what + "-" + ProcessHandle.current().pid() + HANDOVER_SUFFIX)
        .toAbsolutePath();
  }

  /** Where the output of a trial's process goes. */
  static Path log(Path runFolder, PlannedTrial trial) {
    return runFolder.resolve(LOGS).resolve(String.format("trial-%05d.log", trial.trial()));
  }

  /**
   * Removes the folder of the logs if none is in it.
   *
   * @return whether there are none now
   */
  public static boolean removeEmptyLogs(Path runFolder) throws IOException {
    try {
      Files.deleteIfExists(runFolder.resolve(LOGS));
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  /** Removes handovers of trials that were killed with the process that ran them. */
  public static void removeHandovers(Path runFolder) throws IOException {
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(runFolder, "*" + HANDOVER_SUFFIX + "{,.new}")) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
  }
}
