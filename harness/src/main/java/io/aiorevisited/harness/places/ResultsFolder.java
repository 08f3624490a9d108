package io.aiorevisited.harness.places;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** The folder {@code results} of the current directory: runs lie in it, and what they share. */
public final class ResultsFolder {

  static final Path PATH = Path.of("results");

  /** Kept beside the runs; what lies in it can be made again at any time. */
  private static final String CACHE = ".cache";

  /** Names a folder that runs that lie elsewhere may share as well. */
  private static final String CACHE_PROPERTY = "aiorevisited.cache";

  private static final DateTimeFormatter RUN_TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private ResultsFolder() {}

  /** A folder for a run that starts now; absolute, not there yet. */
  public static Path newRun(String hostname) {
    String name =
        LocalDateTime.now().format(RUN_TIME) + "-" + hostname.replaceAll("[^A-Za-z0-9._-]", "_");
    Path folder = PATH.resolve(name);
    for (int i = 2; Files.exists(folder, LinkOption.NOFOLLOW_LINKS); i++) {
      folder = PATH.resolve(name + "-" + i);
    }
    return folder.toAbsolutePath().normalize();
  }

  /**
   * Where a run keeps what later runs may use; {@code own} for a run that lies elsewhere, unless
   * {@code -Daiorevisited.cache=DIR} names a folder.
   */
  public static Path cacheOf(Path runFolder, Path own) {
    Path results = PATH.toAbsolutePath().normalize();
    if (results.equals(runFolder.getParent())) {
      return results.resolve(CACHE);
    }
    String named = System.getProperty(CACHE_PROPERTY);
    return named == null ? own : Path.of(named).toAbsolutePath().normalize();
  }
}
