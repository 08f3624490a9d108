package io.aiorevisited.analysis.record.folder;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.ProfileRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

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

  private static final Pattern OWN_FILE =
      Pattern.compile(FOLDER + "/[A-Za-z0-9_][A-Za-z0-9._+-]{0,200}");

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
    if (!RunFile.exists(file)) {
      return NONE;
    }
    ProfileIndex index = JsonFile.read(file, ProfileIndex.class, "an index of profiles");
    try {
      index.check();
    } catch (RecordCheck.UnsoundException e) {
      throw new RunFolderException(
          file + " has " + e.getMessage() + "; take the profiles again, or delete it", e);
    }
    return index;
  }

  private void check() throws RecordCheck.UnsoundException {
    RecordCheck.check("", this);
    for (ProfileRecord profile : profiles) {
      RecordCheck.cell("profiles.cell", profile.cell());
      if (profile.wasTaken()) {
        isOwnFile("profiles.recording", profile.recording());
        isOwnFile("profiles.collapsed", profile.collapsed());
        isOwnFile("profiles.flameGraph", profile.flameGraph());
        if (profile.event() == null) {
          throw new RecordCheck.UnsoundException("no profiles.event");
        }
      }
    }
    for (Difference difference : differences) {
      RecordCheck.condition("differences.condition", difference.condition());
      RecordCheck.word("differences.from", difference.from());
      RecordCheck.word("differences.to", difference.to());
      isOwnFile("differences.flameGraph", difference.flameGraph());
    }
  }

  /** Only files right inside the profiles' folder: no way out, no scheme, nothing to encode. */
  private static void isOwnFile(String name, String path) throws RecordCheck.UnsoundException {
    if (path == null || !OWN_FILE.matcher(path).matches()) {
      throw new RecordCheck.UnsoundException(
          name
              + " = "
              + (path == null ? "nothing" : "'" + PlainText.quote(path) + "'")
              + ", which is not a file in "
              + FOLDER);
    }
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
