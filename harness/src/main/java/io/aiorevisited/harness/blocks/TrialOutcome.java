package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.engines.EngineUnsupportedException;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.harness.forks.ForkFailure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a trial came to.
 *
 * @param reason why, where it is not OK; else null
 * @param result what was measured; null if it never got there
 */
record TrialOutcome(TrialStatus status, String reason, TrialResult result) {

  /** A trial whose process failed. */
  static TrialOutcome failed(ForkFailure failure, String where) {
    Throwable root = failure.root();
    boolean unsupported =
        root instanceof EngineUnsupportedException
            || root instanceof SyscallException e && e.is(Errno.ENOSYS);
    return new TrialOutcome(
        unsupported ? TrialStatus.UNSUPPORTED : TrialStatus.FAILED, failure.reason() + where, null);
  }

  /** A trial whose process handed over a result, which may still be doubted. */
  static TrialOutcome of(Plan plan, Cell cell, TrialResult result) {
    String doubt = doubt(plan, cell, result);
    return new TrialOutcome(doubt == null ? TrialStatus.OK : TrialStatus.INVALID, doubt, result);
  }

  /** Time in which the process or the machine was seen to stand still in measured passes. */
  long stoppedNanos() {
    return result == null ? 0 : result.passes().stream().mapToLong(PassRecord::stoppedNanos).sum();
  }

  /** The same trial where its block is measured again. */
  TrialOutcome repeated(String why) {
    return new TrialOutcome(TrialStatus.REPEATED, why, result);
  }

  /** The same trial where its block is not measured again any more. */
  TrialOutcome standstill() {
    return status != TrialStatus.OK || stoppedNanos() == 0
        ? this
        : new TrialOutcome(TrialStatus.INVALID, standstillReason(), result);
  }

  /** What was seen of a process that stood still. */
  String standstillReason() {
    return String.format(
        Locale.ROOT,
        "standstill: the process or the machine was stopped for about %.1f s in measured passes;"
            + " leave both running",
        stoppedNanos() / 1e9);
  }

  /** Says what is wrong with a result that claims success, or null. */
  private static String doubt(Plan plan, Cell cell, TrialResult result) {
    if (result.passes().size() != plan.measuredPasses()) {
      return result.passes().size() + " measured passes instead of " + plan.measuredPasses();
    }
    for (PassRecord pass : result.passes()) {
      if (pass.bytes() != result.sweeps() * cell.sizeBytes()) {
        return "a pass moved "
            + pass.bytes()
            + " bytes instead of "
            + result.sweeps() * cell.sizeBytes();
      }
    }
    return failedGates(result.gates());
  }

  /** The first failed gate with its fix, and the names of the others; null if none failed. */
  private static String failedGates(List<GateRecord> gates) {
    List<GateRecord> failed = gates.stream().filter(GateRecord::failed).toList();
    if (failed.isEmpty()) {
      return null;
    }
    GateRecord first = failed.get(0);
    String others = failed.stream().skip(1).map(GateRecord::name).collect(Collectors.joining(", "));
    return first.name()
        + ": "
        + first.reason()
        + "; "
        + first.fix()
        + (others.isEmpty() ? "" : " (failed too: " + others + ")");
  }
}
