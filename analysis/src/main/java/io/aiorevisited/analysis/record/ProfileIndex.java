package io.aiorevisited.analysis.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;

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
    try {
      return RecordJson.MAPPER.readValue(Files.readAllBytes(file), ProfileIndex.class);
    } catch (JacksonException e) {
      throw new IOException("not an index of profiles: " + file + ": " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Writes this index in place of the run's old one.
   *
   * @throws IOException if it can't be written; the old one is still there then
   */
  public void write(Path runFolder) throws IOException {
    Path file = runFolder.resolve(FOLDER).resolve(FILE_NAME);
    Path temporary = file.resolveSibling(FILE_NAME + ".tmp");
    Files.write(
        temporary,
        RecordJson.MAPPER
            .writer()
            .with(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsBytes(this));
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
