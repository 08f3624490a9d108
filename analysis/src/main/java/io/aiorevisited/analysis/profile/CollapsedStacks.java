package io.aiorevisited.analysis.profile;

import io.aiorevisited.analysis.record.folder.RunFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Stacks of a profile as text: frames from the root to the leaf, semicolon-separated, then a space
 * and how often the stack was met. The first frame names the thread in brackets. A frame may end in
 * its kind: {@code _[k]} kernel, {@code _[j]}, {@code _[i]}, {@code _[0]}, {@code _[1]} Java.
 *
 * @param stacks every line
 */
public record CollapsedStacks(List<Stack> stacks) {

  public CollapsedStacks {
    stacks = List.copyOf(stacks);
  }

  /**
   * One line.
   *
   * @param frames from the root, which is the thread, to the leaf
   * @param count samples
   */
  public record Stack(List<String> frames, long count) {

    public Stack {
      frames = List.copyOf(frames);
    }
  }

  /**
   * Reads a file of stacks.
   *
   * @throws IOException if it can't be read or a line has no count
   */
  public static CollapsedStacks read(Path file) throws IOException {
    List<Stack> stacks = new ArrayList<>();
    String text =
        new String(RunFile.read(file, RunFile.MOST_BYTES_OF_STACKS), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      int space = line.lastIndexOf(' ');
      try {
        stacks.add(
            new Stack(
                List.of(line.substring(0, Math.max(0, space)).split(";")),
                Long.parseLong(line.substring(space + 1))));
      } catch (NumberFormatException e) {
        throw new IOException("a stack without a count in " + file, e);
      }
    }
    return new CollapsedStacks(stacks);
  }

  /** Returns the samples of all stacks. */
  public long samples() {
    return stacks.stream().mapToLong(Stack::count).sum();
  }

  /** Tells whether any stack goes on into the kernel. */
  public boolean hasKernelFrames() {
    return stacks.stream()
        .anyMatch(s -> s.frames().stream().anyMatch(f -> FrameKind.of(f) == FrameKind.KERNEL));
  }
}
