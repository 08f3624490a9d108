package io.aiorevisited.analysis.record.folder;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.RunManifest;
import io.aiorevisited.analysis.record.TrialRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The folder that a run leaves behind. Reading never fails because of single bad lines: they are
 * named in {@link #problems()} and the sound rest is used.
 */
public final class RunFolder {

  private static final String MANIFEST_NAME = "run.json";

  private final Path path;
  private final RunManifest manifest;
  private final Journal journal;
  private final List<TrialRecord> trials;
  private final List<RecordProblem> problems;

  private RunFolder(Path path, RunManifest manifest, Journal journal, Journal.Contents contents) {
    this.path = path;
    this.manifest = manifest;
    this.journal = journal;
    this.trials = new ArrayList<>(contents.trials());
    this.problems = contents.problems();
  }

  /**
   * Starts a run: makes the folder and writes {@code run.json}, on the device before this returns.
   *
   * @throws RunFolderException if the folder already holds a run
   */
  public static RunFolder create(Path folder, RunManifest manifest) throws IOException {
    Path file = folder.resolve(MANIFEST_NAME);
    if (Files.exists(file)) {
      throw new RunFolderException(
          folder + " already holds a run; give another folder, or resume that run");
    }
    Files.createDirectories(folder);
    // Made now, so that a journal that is missing later on is a sign of damage.
    Files.createFile(folder.resolve(Journal.FILE_NAME));
    writeManifest(file, manifest);
    // The names of both files must outlive a crash as well as their contents.
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
    return new RunFolder(
        folder, manifest, journalOf(folder, manifest), new Journal.Contents(List.of(), List.of()));
  }

  private static void writeManifest(Path file, RunManifest manifest) throws IOException {
    ObjectNode tree = RecordJson.MAPPER.valueToTree(manifest);
    tree.set(PlanSeal.NAME, PlanSeal.of(tree.get("plan")));
    JsonFile.write(file, tree);
  }

  /**
   * Gives a run another plan before its first trial.
   *
   * @return the folder with that plan
   * @throws IllegalStateException if there is a trial: what it was measured for can't be changed
   * @throws IOException if it can't be written; the plan is then the old one
   */
  public RunFolder replan(Plan plan) throws IOException {
    if (!trials.isEmpty()) {
      throw new IllegalStateException("a plan is fixed before the first trial: " + path);
    }
    RunManifest replanned =
        new RunManifest(
            manifest.schemaVersion(),
            manifest.runId(),
            manifest.createdAt(),
            manifest.commandLine(),
            manifest.versions(),
            plan,
            manifest.host());
    writeManifest(path.resolve(MANIFEST_NAME), replanned);
    return new RunFolder(
        path, replanned, journalOf(path, replanned), new Journal.Contents(List.of(), List.of()));
  }

  /**
   * Reads a run.
   *
   * @throws RunFolderException if the folder has no {@code run.json} that this program understands
   */
  public static RunFolder open(Path folder) throws IOException {
    RunManifest manifest = readManifest(folder);
    Journal journal = journalOf(folder, manifest);
    return new RunFolder(folder, manifest, journal, journal.read());
  }

  /**
   * Reads a run to go on with it, and touches nothing yet. A last line that was cut off counts as
   * not there; {@link #dropCutLine} takes it away.
   *
   * @throws RunFolderException if the folder can't be read, its plan was changed since the run
   *     began, or its journal is damaged other than at its end
   */
  public static RunFolder openToResume(Path folder) throws IOException {
    RunManifest manifest = readManifest(folder);
    if (manifest.schemaVersion() != TrialRecord.SCHEMA_VERSION) {
      throw new RunFolderException(
          folder
              + " was begun by a version of aio-revisited that measured otherwise (schema "
              + manifest.schemaVersion()
              + "), so its other trials would not be comparable: report it, or start a new run");
    }
    Path file = folder.resolve(MANIFEST_NAME);
    List<String> changed =
        PlanSeal.broken(RecordJson.MAPPER.readTree(RunFile.read(file, RunFile.MOST_BYTES_OF_JSON)));
    if (!changed.isEmpty()) {
      throw new RunFolderException(
          "the plan in "
              + file
              + " was changed since the run began ("
              + String.join(", ", changed)
              + "), so other trials can't be added to it: put it back, or start a new run");
    }
    Journal journal = journalOf(folder, manifest);
    Journal.Contents contents = journal.readWholeLines();
    if (!contents.problems().isEmpty()) {
      throw new RunFolderException(
          folder
              + " can't be resumed: "
              + contents.problems().get(0)
              + "; only a cut-off last line can be repaired, so report what is there, or start a new"
              + " run");
    }
    return new RunFolder(folder, manifest, journal, contents);
  }

  /**
   * Takes away what a writer that was killed left after the last whole line of the journal.
   *
   * @return whether there was such a thing
   * @throws IOException if the journal can't be written
   */
  public boolean dropCutLine() throws IOException {
    return journal.dropCutLine();
  }

  private static Journal journalOf(Path folder, RunManifest manifest) {
    return new Journal(folder.resolve(Journal.FILE_NAME), manifest);
  }

  private static RunManifest readManifest(Path folder) throws IOException {
    Path file = folder.resolve(MANIFEST_NAME);
    if (!RunFile.exists(file)) {
      throw new RunFolderException(
          folder
              + " is not a run folder: it has no "
              + MANIFEST_NAME
              + "; name a folder under results/");
    }
    RunManifest manifest;
    try {
      manifest =
          RecordJson.MAPPER.readValue(
              RunFile.read(file, RunFile.MOST_BYTES_OF_JSON), RunManifest.class);
    } catch (JacksonException e) {
      throw new RunFolderException(
          "can't read "
              + file
              + ": "
              + PlainText.quote(e.getOriginalMessage())
              + "; the run can't be reported without it",
          e);
    }
    if (manifest == null) {
      throw new RunFolderException(
          file + " holds nothing; the run can't be reported without its plan: put it back");
    }
    if (manifest.schemaVersion() < TrialRecord.OLDEST_READ
        || manifest.schemaVersion() > TrialRecord.SCHEMA_VERSION) {
      throw new RunFolderException(
          file
              + " has schema version "
              + manifest.schemaVersion()
              + ", and this program knows versions "
              + TrialRecord.OLDEST_READ
              + " to "
              + TrialRecord.SCHEMA_VERSION
              + "; use the version of aio-revisited that wrote it");
    }
    try {
      ManifestCheck.check(manifest);
    } catch (RecordCheck.UnsoundException e) {
      throw new RunFolderException(
          file
              + " has "
              + e.getMessage()
              + "; the run can't be reported without a sound plan and host: put them back",
          e);
    }
    return manifest;
  }

  /** Appends the trials of a block to the journal; they are on the device when this returns. */
  public void append(List<TrialRecord> block) throws IOException {
    journal.append(block);
    trials.addAll(block);
  }

  /**
   * Takes away the last lines of the journal, which must end in a whole line.
   *
   * @throws IOException if the journal can't be written
   */
  public void dropLastLines(int lines) throws IOException {
    journal.dropLastLines(lines);
  }

  public Path path() {
    return path;
  }

  public RunManifest manifest() {
    return manifest;
  }

  /** Sound trials in the order of the journal, with those appended since. */
  public List<TrialRecord> trials() {
    return List.copyOf(trials);
  }

  /** What the folder holds that can't be used. */
  public List<RecordProblem> problems() {
    return problems;
  }
}
