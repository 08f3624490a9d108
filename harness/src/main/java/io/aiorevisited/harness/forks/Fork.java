package io.aiorevisited.harness.forks;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.runner.CompilerHints;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Starts and watches one measuring JVM: a JMH run of one fork. Several may run at once, each on a
 * thread of its own.
 *
 * <p>What doesn't end is killed from outside: JMH's own timeout only interrupts its threads, which
 * a thread inside a system call never notices.
 */
public final class Fork {

  private final Options options;
  private final PrintStream log;
  private final String mark;
  private volatile String killedFor;

  private Fork(Options options, PrintStream log, String mark) {
    this.options = options;
    this.log = log;
    this.mark = mark;
  }

  /**
   * Makes one, not yet started.
   *
   * @param options all that JMH is told
   * @param log what JMH prints
   */
  public static Fork of(ChainedOptionsBuilder options, PrintStream log) {
    // JMH would look for the best kind of blackhole by starting a JVM before each run, and several
    // runs at once would fight for its lock.
    System.setProperty("jmh.blackhole.autoDetect", "false");
    System.setProperty("jmh.ignoreLock", "true");
    settleHints();
    String mark = ForkProcesses.newMark();
    return new Fork(options.jvmArgsAppend(mark).build(), log, mark);
  }

  /**
   * Has JMH choose its kind of blackhole now. It does so in two steps at the first run, and a
   * second run that starts between them ends by a NullPointerException.
   */
  private static synchronized void settleHints() {
    CompilerHints.printHints(new PrintStream(OutputStream.nullOutputStream()));
  }

  /**
   * Runs to the end on the calling thread.
   *
   * @return why it failed; empty if it didn't
   */
  public Optional<ForkFailure> run() {
    try {
      new Runner(options, OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL)).run();
      return Optional.empty();
    } catch (RunnerException e) {
      return Optional.of(new ForkFailure(Optional.ofNullable(killedFor), e));
    }
  }

  /**
   * Runs to the end on the calling thread, or kills the JVM at its limit.
   *
   * @return why it failed; empty if it didn't
   */
  public Optional<ForkFailure> run(Duration limit) {
    CountDownLatch ended = new CountDownLatch(1);
    Thread guard = new Thread(() -> killAfter(limit, ended), "hang-guard");
    guard.setDaemon(true);
    guard.start();
    try {
      return run();
    } finally {
      ended.countDown();
    }
  }

  private void killAfter(Duration limit, CountDownLatch ended) {
    try {
      if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        kill("hung: killed after " + limit.toSeconds() + " s, the limit for this cell");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Kills the JVM, from any thread; {@link #run()} then fails for the reason given. */
  public void kill(String reason) {
    killedFor = reason;
    ForkProcesses.kill(mark);
  }
}
