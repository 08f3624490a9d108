package io.aiorevisited.analysis.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Every profile of a run: {@code profiles/profiles.json}, which is not there if none was taken.
 *
 * @param profiles one a cell
 * @param differences graphs that hold two engines against each other
 */
public record ProfileIndex(List<ProfileRecord> profiles, List<Difference> differences) {

  /** Folder of a run that holds the profiles. */
  public static final String FOLDER = "profiles";

  public static final ProfileIndex NONE = new ProfileIndex(List.of(), List.of());

  private static final String FILE_NAME = "profiles.json";

  public ProfileIndex {
    profiles = profiles == null ? List.of() : List.copyOf(profiles);
    differences = differences == null ? List.of() : List.copyOf(differences);
  }

  /**
   * A differential flame graph.
   *
   * @param condition cell without its engine
   * @param from engine that is the base
   * @param to engine whose stacks are coloured by how much more or less they have
   * @param flameGraph HTML file, relative to the run's folder
   */
  public record Difference(Cell condition, String from, String to, String flameGraph) {}

  /**
   * Reads a run's profiles.
   *
   * @throws IOException if there is an index that can't be read
   */
  public static ProfileIndex read(Path runFolder) throws IOException {
    Path file = runFolder.resolve(FOLDER).resolve(FILE_NAME);
    if (!Files.exists(file)) {
      return NONE;
    }
    return JsonFile.read(file, ProfileIndex.class, "an index of profiles");
  }

  /**
   * Writes this index in place of the run's old one.
   *
   * @throws IOException if it can't be written; the old one is still there then
   */
  public void write(Path runFolder) throws IOException {
    JsonFile.write(runFolder.resolve(FOLDER).resolve(FILE_NAME), this);
  }
}
