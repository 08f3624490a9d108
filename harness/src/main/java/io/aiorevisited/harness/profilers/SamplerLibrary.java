package io.aiorevisited.harness.profilers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import one.profiler.AsyncProfilerLoader;

/** Async-profiler's shared library, taken out of the jar into a folder of its own for a while. */
public final class SamplerLibrary implements AutoCloseable {
  private final Path folder;
  private final Path file;

  private SamplerLibrary(Path folder, Path file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * Takes the library out.
   *
   * @throws IOException if there is none for this machine, or no place to put it
   */
  public static SamplerLibrary extract() throws IOException {
    if (!AsyncProfilerLoader.isSupported()) {
      throw new IOException(
          "async-profiler has no library for this machine: os.name="
              + System.getProperty("os.name")
              + " os.arch="
              + System.getProperty("os.arch"));
    }
    Path folder = temporaryFolder();
    try {
      AsyncProfilerLoader.setExtractionDirectory(folder);
      return new SamplerLibrary(folder, AsyncProfilerLoader.getAsyncProfilerPath());
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(folder);
      throw new IOException("its library can't be put into " + folder + ": " + e, e);
    }
  }

  private static Path temporaryFolder() throws IOException {
    try {
      return Files.createTempDirectory("aio-revisited-async-profiler");
    } catch (IOException e) {
      throw new IOException(
          "there is no place for its library: "
              + System.getProperty("java.io.tmpdir")
              + " can't be written to; name another folder by java.io.tmpdir",
          e);
    }
  }

  /** Returns the library's file. */
  public Path file() {
    return file;
  }

  /** Removes the library and its folder. */
  @Override
  public void close() throws IOException {
    List<Path> inside;
    try (Stream<Path> files = Files.walk(folder)) {
      inside = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inside) {
      Files.deleteIfExists(path);
    }
  }
}
