package io.aiorevisited.analysis.record;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One CPU profile: a trial of its own that no figure comes from. Files are named relative to the
 * run's folder.
 *
 * @param cell what was profiled
 * @param event what really made the samples: {@code perf_events}, {@code ctimer}, {@code itimer},
 *     {@code wall}; null where there is no profile
 * @param kernelFrames whether stacks go on into the kernel
 * @param samples stacks recorded
 * @param recording JFR file
 * @param collapsed stacks as text, one a line with its count
 * @param flameGraph HTML file
 * @param problem why there is no profile; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileRecord(
    Cell cell,
    String event,
    boolean kernelFrames,
    long samples,
    String recording,
    String collapsed,
    String flameGraph,
    String problem) {

  /** A cell of which there is no profile. */
  public static ProfileRecord failed(Cell cell, String problem) {
    return new ProfileRecord(cell, null, false, 0, null, null, null, problem);
  }

  /** Tells whether there is a profile. */
  public boolean wasTaken() {
    return problem == null;
  }
}
