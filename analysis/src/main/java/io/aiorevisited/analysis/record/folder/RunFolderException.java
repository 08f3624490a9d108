package io.aiorevisited.analysis.record.folder;

import java.io.IOException;

/** Says that a folder can't be read as a run at all; the message names the folder and the fix. */
public final class RunFolderException extends IOException {

  private static final long serialVersionUID = 1L;

  RunFolderException(String message) {
    super(message);
  }

  RunFolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
