package io.aiorevisited.workloads.targets.file;

import io.aiorevisited.workloads.targets.TargetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What there is at the place of a scratch file before one is made there: nothing, or what a harness
 * left that was killed, or the file of one that still runs, or something that isn't ours.
 *
 * @param file the scratch file's path, absolute
 * @param kind what is there
 * @param ownerPid process that made it; 0 where none is known
 */
public record LeftoverScratch(Path file, Kind kind, long ownerPid) {

  /** What is found. */
  public enum Kind {
    /** Neither a file nor a mark. */
    NOTHING,
    /** A scratch file, its mark, or both, whose maker has ended: may be removed. */
    LEFT_BEHIND,
    /** The scratch file of a harness that still runs. */
    IN_USE,
    /** A file that no mark says is ours. */
    FOREIGN
  }

  /**
   * Looks at {@code path}; changes nothing.
   *
   * @throws IOException if what is there can't be examined
   */
  public static LeftoverScratch at(Path path) throws IOException {
    Path file = path.toAbsolutePath();
    boolean fileThere = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    if (!Files.exists(OwnerMark.pathFor(file), LinkOption.NOFOLLOW_LINKS)) {
      return new LeftoverScratch(file, fileThere ? Kind.FOREIGN : Kind.NOTHING, 0);
    }
    if (!Files.isRegularFile(OwnerMark.pathFor(file), LinkOption.NOFOLLOW_LINKS)) {
      return new LeftoverScratch(file, Kind.FOREIGN, 0);
    }
    Optional<Owner> owner = OwnerMark.readOwner(file);
    if (owner.isEmpty()) {
      // Killed before the first line of the mark was there; the file is made after that.
      boolean begun = !fileThere && Files.size(OwnerMark.pathFor(file)) == 0;
      return new LeftoverScratch(file, begun ? Kind.LEFT_BEHIND : Kind.FOREIGN, 0);
    }
    long pid = owner.get().pid();
    if (owner.get().runs()) {
      return new LeftoverScratch(file, Kind.IN_USE, pid);
    }
    boolean ours = !fileThere || namedByMark(file);
    return new LeftoverScratch(file, ours ? Kind.LEFT_BEHIND : Kind.FOREIGN, pid);
  }

  /** Whether the mark is of this very file, or was begun and this is the empty file made for it. */
  private static boolean namedByMark(Path file) throws IOException {
    Optional<OwnerMark> whole = OwnerMark.read(file);
    if (whole.isPresent()) {
      return whole.get().names(file);
    }
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == 0
        && Files.getLastModifiedTime(file)
                .compareTo(Files.getLastModifiedTime(OwnerMark.pathFor(file)))
            >= 0;
  }

  /**
   * Removes what was left behind, the file before its mark.
   *
   * @throws TargetException if something else is there by now: then it stays
   * @throws IOException if it can't be removed
   */
  public void remove() throws IOException {
    if (!at(file).equals(this) || kind != Kind.LEFT_BEHIND) {
      throw new TargetException(
          "refused to remove " + file + ": it is not what a run left there; look at it by hand");
    }
    Files.deleteIfExists(file);
    Files.deleteIfExists(OwnerMark.pathFor(file));
  }
}
