package io.aiorevisited.analysis.record.programs;

import java.io.Serializable;
import java.util.List;

/**
 * What carried out a trial that no engine of ours did.
 *
 * @param version as the program tells it
 * @param commandLine of a measured pass, word for word
 * @param sweeps how often each measured pass went over the target: a program whose clock is coarse
 *     does more than one
 * @param timedBy what the durations of passes are
 * @param cpuOf what the CPU time of passes covers
 * @param startMicros CPU time of the program's start and end that was taken off each pass; 0 where
 *     the figure never had it
 * @param data what write passes write, or what becomes of data read
 */
public record ProgramRecord(
    String version,
    List<String> commandLine,
    int sweeps,
    String timedBy,
    String cpuOf,
    long startMicros,
    String data)
    implements Serializable {

  public ProgramRecord {
    commandLine = List.copyOf(commandLine);
  }
}
