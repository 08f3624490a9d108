package io.aiorevisited.workloads.targets.probe;

import java.util.List;

/**
 * What can be told of a target, and whether native AIO is safe from blocking on it.
 *
 * @param findings what was seen, in the order of reading
 * @param verdict the answer
 * @param reason why, without a full stop
 * @param fix what changes the answer, a command where there is one; empty for a safe target
 */
public record TargetDiagnosis(List<Finding> findings, Verdict verdict, String reason, String fix) {

  public TargetDiagnosis {
    findings = List.copyOf(findings);
  }

  /**
   * One thing seen.
   *
   * @param what the thing, for example {@code file system}
   * @param found what was found
   */
  public record Finding(String what, String found) {}

  /** Answers to the question whether io_submit may block. */
  public enum Verdict {
    SAFE("SAFE"),
    SAFE_ONCE_WRITTEN("SAFE ONCE WRITTEN"),
    NOT_SAFE("NOT SAFE");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** As printed. */
    public String words() {
      return words;
    }
  }
}
