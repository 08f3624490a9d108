package io.aiorevisited.analysis.record.programs;

import java.io.Serializable;
import java.util.List;

/**
 * The process of another program that carried the requests of an engine of ours out.
 *
 * @param version as the program tells it
 * @param commandLine by which it was started, word for word
 */
public record DaemonRecord(String version, List<String> commandLine) implements Serializable {

  public DaemonRecord {
    commandLine = List.copyOf(commandLine);
  }
}
