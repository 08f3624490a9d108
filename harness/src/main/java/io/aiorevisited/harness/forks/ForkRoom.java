package io.aiorevisited.harness.forks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder {@code tmp} of a run: temporary files of its forks lie in it, and what they share. It
 * goes when the run ends; one that a killed run left goes when the run is resumed.
 */
public final class ForkRoom implements AutoCloseable {

  /** Name of the folder in the run's own. */
  public static final String FOLDER = "tmp";

  private static final String ARCHIVE = "classes.jsa";

  private final Path folder;

  private ForkRoom(Path folder) {
    this.folder = folder;
  }

  /** The room of a run, whether it is there or not: without it, forks do without. */
  public static ForkRoom of(Path runFolder) {
    return new ForkRoom(runFolder.toAbsolutePath().normalize().resolve(FOLDER));
  }

  /** Where it is, whether it is there or not. */
  public Path folder() {
    return folder;
  }

  /**
   * Makes the room, anew if it is there.
   *
   * @throws IOException if it can't be made
   */
  public static ForkRoom make(Path runFolder) throws IOException {
    ForkRoom room = of(runFolder);
    room.close();
    Files.createDirectory(room.folder);
    NativeBinding.unpack(room.folder);
    return room;
  }

  /**
   * Gives forks a class archive. One that was made before is taken from {@code cache}.
   *
   * @param cache where archives of all runs are kept
   * @param java what starts a fork
   * @param jvmArgs of every fork
   * @throws IOException if there is none and none can be made; then forks do without
   */
  public void shareClasses(Path cache, Path java, List<String> jvmArgs) throws IOException {
    Path jar = Path.of(System.getProperty("java.class.path"));
    if (!Files.isRegularFile(jar)) {
      throw new IOException("the classes do not come from one jar");
    }
    Path archive = new ClassArchive(java, jvmArgs, jar).findOrMake(cache, folder);
    // A name of its own: whoever cleans the cache does not change the rest of this run.
    Path own = folder.resolve(ARCHIVE);
    try {
      Files.createLink(own, archive);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(archive, own); // a file system without hard links
    }
  }

  /** Arguments of a fork that make it use the room. */
  public List<String> args() {
    List<String> args = new ArrayList<>(argsWithoutArchive());
    Path archive = folder.resolve(ARCHIVE);
    if (Files.exists(archive)) {
      args.addAll(ClassArchive.args(archive));
    }
    return args;
  }

  /** The same for a fork that is profiled. */
  public List<String> argsWithoutArchive() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> args = new ArrayList<>(List.of("-Djava.io.tmpdir=" + folder));
    args.addAll(NativeBinding.args(folder));
    return args;
  }

  /**
   * Removes the room with all that is in it.
   *
   * @throws IOException if it can't be removed
   */
  @Override
  public void close() throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> inside;
    try (Stream<Path> files = Files.walk(folder)) {
      inside = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inside) {
      Files.deleteIfExists(path);
    }
  }
}
