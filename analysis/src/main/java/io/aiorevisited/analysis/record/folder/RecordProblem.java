package io.aiorevisited.analysis.record.folder;

/**
 * Something in a run folder that can't be used, and why.
 *
 * @param file name of the file inside the folder
 * @param line line in that file, from 1; 0 where the whole file is meant
 * @param reason what is wrong and what was done about it
 */
public record RecordProblem(String file, int line, String reason) {

  @Override
  public String toString() {
    return line == 0 ? file + ": " + reason : file + " line " + line + ": " + reason;
  }
}
