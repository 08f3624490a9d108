package io.aiorevisited.harness.blocks;

import io.aiorevisited.harness.profilers.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices during a turn that the arm's process was stopped (SIGSTOP, a debugger, a frozen cgroup),
 * or that this process was, and so perhaps the whole machine (Ctrl-Z, suspend, live migration):
 * time that is in the figure, and that no engine has spent. A processor that others had is not
 * meant: an engine that sleeps and wakes more often also waits more often for one.
 *
 * <p>It looks every {@link #INTERVAL}: a stop shorter than that can be missed.
 */
final class StandstillWatch {

  /** Time between looks. */
  static final Duration INTERVAL = Duration.ofMillis(50);

  /**
   * A look that comes later than this, run delay taken off, was held up by more than a scheduler.
   */
  private static final long LATE_NANOS = Duration.ofMillis(500).toNanos();

  private static final Path OWN_SCHEDSTAT = Path.of("/proc/thread-self/schedstat");

  /** Where a look finds what it needs; a test has its own. */
  interface Source {

    /** State letter of the arm's process, or {@code X} if it is gone. */
    char state();

    /** Time that the calling thread was ready to run and waited for a processor. */
    long ownRunDelayNanos();
  }

  private final Source source;
  private final LongSupplier nanoClock;
  private long lastNanos;
  private long lastRunDelayNanos;
  private long stoppedNanos;

  StandstillWatch(Source source, LongSupplier nanoClock) {
    this.source = source;
    this.nanoClock = nanoClock;
    this.lastNanos = nanoClock.getAsLong();
    this.lastRunDelayNanos = source.ownRunDelayNanos();
  }

  /**
   * Starts to watch a process, on the thread that will look.
   *
   * @param pid of the process at the moment, 0 while there is none
   */
  static StandstillWatch of(LongSupplier pid) {
    return new StandstillWatch(new Proc(pid), System::nanoTime);
  }

  /** Looks; to be called every {@link #INTERVAL}, and once at the end of the turn. */
  void look() {
    long nowNanos = nanoClock.getAsLong();
    long runDelayNanos = source.ownRunDelayNanos();
    long sinceNanos = nowNanos - lastNanos;
    long lateNanos =
        sinceNanos - INTERVAL.toNanos() - Math.max(0, runDelayNanos - lastRunDelayNanos);
    if (source.state() == 'T' || lateNanos > LATE_NANOS) {
      stoppedNanos += sinceNanos;
    }
    lastNanos = nowNanos;
    lastRunDelayNanos = runDelayNanos;
  }

  /** How long one of both stood still, to within an interval; 0 if neither was seen to. */
  long stoppedNanos() {
    return stoppedNanos;
  }

  private record Proc(LongSupplier pid) implements Source {

    @Override
    public char state() {
      try {
        return Counters.stateOf(Files.readString(Path.of("/proc/" + pid.getAsLong() + "/stat")));
      } catch (NoSuchFileException e) {
        return 'X';
      } catch (IOException e) {
        return 'X'; // ESRCH: it ended while it was read
      }
    }

    @Override
    public long ownRunDelayNanos() {
      try {
        return Counters.runDelayNanos(Files.readString(OWN_SCHEDSTAT));
      } catch (IOException e) {
        return 0; // a kernel without: a late look is then always one too many
      }
    }
  }
}
