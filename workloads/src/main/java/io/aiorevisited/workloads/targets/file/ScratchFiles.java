package io.aiorevisited.workloads.targets.file;

import io.aiorevisited.workloads.targets.TargetState;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The scratch files of a run: one for each state that its targets are to be in. */
public final class ScratchFiles implements Closeable {
  private final List<ScratchFile> files;

  private ScratchFiles(List<ScratchFile> files) {
    this.files = files;
  }

  /**
   * Where the file of {@code state} lies.
   *
   * @param base where the written one lies
   */
  public static Path pathFor(Path base, TargetState state) {
    return state.isWithoutData()
        ? base.resolveSibling(base.getFileName() + "-" + state.label())
        : base;
  }

  /** No files: the target is a device. */
  public static ScratchFiles none() {
    return new ScratchFiles(List.of());
  }

  /**
   * Makes the files, as {@link ScratchFile#create} does, all or none.
   *
   * @param base where the written one is made, and the others beside it
   * @param states at least one, each a file's
   */
  public static ScratchFiles create(Path base, long sizeBytes, Collection<TargetState> states)
      throws IOException {
    ScratchFiles made = new ScratchFiles(new ArrayList<>());
    try {
      for (TargetState state : new TreeSet<>(states)) {
        made.files.add(ScratchFile.create(pathFor(base, state), sizeBytes, state));
      }
      return made;
    } catch (IOException | RuntimeException e) {
      try (made) {
        throw e;
      }
    }
  }

  /** Removes them all; one that can't be removed keeps none of the others. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (ScratchFile file : files) {
      try {
        file.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
