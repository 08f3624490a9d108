package io.aiorevisited.reports;

import java.io.IOException;
import java.nio.file.Path;

/** Something is where a report should go that no report wrote; it was left as it is. */
public final class ForeignFileException extends IOException {

  private static final long serialVersionUID = 1L;

  ForeignFileException(Path file, String why) {
    super(file + " " + why + ", so it is left alone: move it away");
  }
}
