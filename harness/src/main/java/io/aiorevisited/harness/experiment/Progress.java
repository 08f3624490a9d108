package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.harness.plan.PlannedBlock;
import io.aiorevisited.harness.plan.Readable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Shows how far a run is: a bar that redraws itself on a terminal, elsewhere a plain line at the
 * end of a round and at most one every ten seconds between.
 */
final class Progress {

  private static final int BAR_CELLS = 14;
  private static final int LINE_COLUMNS = 79;
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoClock;
  private int blocks;
  private int rounds;
  private String leftPrefix = "";
  private int done;
  private long lastLineNanos;
  private boolean barShown;

  /**
   * @param terminal whether {@code out} is one
   * @param nanoClock monotonic clock
   */
  Progress(PrintStream out, boolean terminal, LongSupplier nanoClock) {
    this.out = out;
    this.terminal = terminal;
    this.nanoClock = nanoClock;
    this.lastLineNanos = nanoClock.getAsLong();
  }

  /** Progress on standard error. */
  static Progress on(PrintStream err) {
    return new Progress(err, errorIsTerminal(), System::nanoTime);
  }

  /** So much is to be done. */
  void expect(int allBlocks, int allRounds) {
    blocks = allBlocks;
    rounds = allRounds;
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

  /** So many blocks were done before, in an earlier part of the run. */
  void kept(int doneBefore) {
    done += doneBefore;
  }

  /** A block begins. */
  void started(PlannedBlock block, Duration left) {
    if (terminal) {
      draw(block, left);
    }
  }

  /** A block has ended; {@code left} is the estimate for those after it. */
  void ended(PlannedBlock block, List<TrialRecord> records, Duration left, boolean roundEnded) {
    done++;
    sayFailures(block, records);
    if (terminal) {
      draw(block, left);
    } else if (roundEnded || nanoClock.getAsLong() - lastLineNanos >= QUIET.toNanos()) {
      say(
          "round "
              + block.round()
              + "/"
              + rounds
              + ", block "
              + done
              + "/"
              + blocks
              + ", "
              + leftText(left));
    }
  }

  /** A block is measured again. */
  void repeated(List<TrialRecord> records) {
    say("block " + (done + 1) + ": " + records.get(0).reason());
  }

  private void sayFailures(PlannedBlock block, List<TrialRecord> records) {
    for (int arm = 0; arm < records.size(); arm++) {
      TrialRecord record = records.get(arm);
      if (record.status() != TrialStatus.OK) {
        say(
            "trial "
                + record.trial()
                + " "
                + record.status()
                + ": "
                + block.arms().get(arm).name()
                + ": "
                + record.reason());
      }
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

  private void draw(PlannedBlock block, Duration left) {
    int filled = Math.toIntExact((long) BAR_CELLS * done / blocks);
    String line =
        "["
            + "#".repeat(filled)
            + ".".repeat(BAR_CELLS - filled)
            + "] "
            + done
            + "/"
            + blocks
            + "  "
            + leftText(left)
            + "  "
            + block.name();
    String cut = line.length() > LINE_COLUMNS ? line.substring(0, LINE_COLUMNS) : line;
    out.print("\r" + cut + " ".repeat(LINE_COLUMNS - cut.length()));
    out.flush();
    barShown = true;
  }

  private String leftText(Duration left) {
    return left.isZero() ? "done" : leftPrefix + Readable.time(left) + " left";
  }
}
