package io.aiorevisited.workloads.targets;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** What is measured. Closing it leaves behind only what was there before. */
public interface Target extends Closeable {

  /** Where it is. */
  Path path();

  /** Bytes that can be read from it, from its start. */
  long sizeBytes();

  /**
   * Makes sure that the harness may write to it.
   *
   * @throws TargetException if it isn't the harness's own
   * @throws IOException if that can't be found out
   */
  void requireWritable() throws IOException;
}
