package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.harness.plan.PlannedTrial;
import io.aiorevisited.harness.plan.Readable;
import io.aiorevisited.workloads.data.ByteSize;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Shows how far a run is: a bar that redraws itself on a terminal, elsewhere a plain line at the
 * end of a round and at most one every ten seconds between.
 */
public final class Progress {

  private static final int BAR_CELLS = 14;
  private static final int LINE_COLUMNS = 79;
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoClock;
  private final int trials;
  private final int rounds;
  private String leftPrefix = "";
  private int done;
  private long lastLineNanos;
  private boolean barShown;

  /**
   * @param terminal whether {@code out} is one
   * @param nanoClock monotonic clock
   */
  public Progress(
      PrintStream out, boolean terminal, LongSupplier nanoClock, int trials, int rounds) {
    this.out = out;
    this.terminal = terminal;
    this.nanoClock = nanoClock;
    this.trials = trials;
    this.rounds = rounds;
    this.lastLineNanos = nanoClock.getAsLong();
  }

  /** Whether standard error goes to a terminal. */
  static boolean errorIsTerminal() {
    try {
      String file = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false; // can't be told: plain lines are right anywhere
    }
  }

  /** The run may end before its last trial: the time left is the most that there can be. */
  void mayEndEarly() {
    leftPrefix = "at most ";
  }

  /** So many trials were done before, in an earlier part of the run. */
  void kept(int trials) {
    done += trials;
  }

  /** A trial begins. */
  void started(PlannedTrial trial, Duration left) {
    if (terminal) {
      draw(trial, left);
    }
  }

  /** A trial has ended; {@code left} is the estimate for those after it. */
  void ended(PlannedTrial trial, TrialRecord record, Duration left, boolean roundEnded) {
    done++;
    if (record.status() != TrialStatus.OK) {
      say(
          "trial "
              + trial.trial()
              + " "
              + record.status()
              + ": "
              + name(trial)
              + ": "
              + record.reason());
    }
    if (terminal) {
      draw(trial, left);
    } else if (roundEnded || nanoClock.getAsLong() - lastLineNanos >= QUIET.toNanos()) {
      say(
          "round "
              + trial.round()
              + "/"
              + rounds
              + ", trial "
              + done
              + "/"
              + trials
              + ", "
              + leftText(left));
    }
  }

  /** Writes a line of its own. */
  void say(String line) {
    clear();
    out.println(line);
    lastLineNanos = nanoClock.getAsLong();
  }

  /** Takes the bar away. */
  void clear() {
    if (barShown) {
      out.print("\r" + " ".repeat(LINE_COLUMNS) + "\r");
      out.flush();
      barShown = false;
    }
  }

  private void draw(PlannedTrial trial, Duration left) {
    int filled = Math.toIntExact((long) BAR_CELLS * done / trials);
    String line =
        "["
            + "#".repeat(filled)
            + ".".repeat(BAR_CELLS - filled)
            + "] "
            + done
            + "/"
            + trials
            + "  "
            + leftText(left)
            + "  "
            + name(trial);
    String cut = line.length() > LINE_COLUMNS ? line.substring(0, LINE_COLUMNS) : line;
    out.print("\r" + cut + " ".repeat(LINE_COLUMNS - cut.length()));
    out.flush();
    barShown = true;
  }

  private String leftText(Duration left) {
    return left.isZero() ? "done" : leftPrefix + Readable.time(left) + " left";
  }

  /** How a trial is named to a person, for example {@code aio iozone read 16k}. */
  static String name(PlannedTrial trial) {
    Cell cell = trial.cell();
    return cell.engine()
        + (trial.control() ? " (control)" : "")
        + " "
        + cell.workload()
        + " "
        + cell.operation()
        + " "
        + ByteSize.format(cell.blockSizeBytes());
  }
}
