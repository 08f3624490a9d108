package io.aiorevisited.engines;

/**
 * What an engine is like, as far as whoever drives, plans or judges it has to know. Nobody outside
 * asks for an engine by its name.
 *
 * @param carrier who carries requests out
 * @param mostInFlight most requests that are carried out at once, whatever the depth; {@link
 *     #UNBOUNDED} if the engine sets no bound
 * @param needsDirect whether submitting blocks on a file that is open without O_DIRECT
 * @param leastKernel oldest Linux that has what it needs, for example {@code 5.1}; a distribution's
 *     kernel may have it earlier, so it is for messages, and opening the engine decides
 * @param leastJava oldest Java that it runs on
 * @param ofTheJdk whether it goes through the JDK's channels, which may allocate for each request,
 *     refuse what isn't aligned, and open the file by its name again
 * @param models2009 row of the 2009 tables that it models; empty if none
 * @param movesData whether data is really read and written
 */
public record EngineTraits(
    Carrier carrier,
    int mostInFlight,
    boolean needsDirect,
    String leastKernel,
    int leastJava,
    boolean ofTheJdk,
    String models2009,
    boolean movesData) {

  /** {@link #mostInFlight} of an engine without a bound of its own. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  private static final String ANY_KERNEL = "2.6.27";
  private static final int ANY_JAVA = 17;

  /** Who carries requests out. */
  public enum Carrier {
    /** The home thread, before {@code queue} returns: one at a time. */
    HOME_THREAD,
    /** Threads that the engine, or the library that it stands for, keeps for it. */
    OWN_THREADS,
    /** The kernel, which has been given them and tells when they have ended. */
    KERNEL,
    /** A process of another program, which has been given them and tells when they have ended. */
    DAEMON,
    /** Nobody: the requests are reported as done, and no data moves. */
    NOBODY
  }

  /** The home thread carries out each request before {@code queue} returns. */
  public static EngineTraits synchronous() {
    return new EngineTraits(Carrier.HOME_THREAD, 1, false, ANY_KERNEL, ANY_JAVA, false, "", true);
  }

  /** Threads of its own carry out as many requests at once as there are threads. */
  public static EngineTraits onThreads(int mostInFlight) {
    return new EngineTraits(
        Carrier.OWN_THREADS, mostInFlight, false, ANY_KERNEL, ANY_JAVA, false, "", true);
  }

  /** The kernel carries the requests out. */
  public static EngineTraits inKernel(String leastKernel) {
    return new EngineTraits(
        Carrier.KERNEL, UNBOUNDED, false, leastKernel, ANY_JAVA, false, "", true);
  }

  /**
   * A process of another program carries the requests out, on the file that it opens by its name,
   * as on a block device: in whole sectors.
   */
  public static EngineTraits byDaemon(int mostInFlight) {
    return new EngineTraits(Carrier.DAEMON, mostInFlight, false, "3.17", ANY_JAVA, false, "", true);
  }

  /** No data moves. */
  public static EngineTraits withoutData() {
    return new EngineTraits(
        Carrier.NOBODY, UNBOUNDED, false, ANY_KERNEL, ANY_JAVA, false, "", false);
  }

  /** The same, and submitting blocks without O_DIRECT. */
  public EngineTraits needingDirect() {
    return new EngineTraits(
        carrier, mostInFlight, true, leastKernel, leastJava, ofTheJdk, models2009, movesData);
  }

  /** The same, through the JDK's channels. */
  public EngineTraits throughTheJdk() {
    return new EngineTraits(
        carrier, mostInFlight, needsDirect, leastKernel, leastJava, true, models2009, movesData);
  }

  /** The same, on this Java or a later one. */
  public EngineTraits sinceJava(int version) {
    return new EngineTraits(
        carrier, mostInFlight, needsDirect, leastKernel, version, ofTheJdk, models2009, movesData);
  }

  /** The same, and what carries the requests out moves no data either. */
  public EngineTraits movingNothing() {
    return new EngineTraits(
        carrier, mostInFlight, needsDirect, leastKernel, leastJava, ofTheJdk, models2009, false);
  }

  /** The same, on this Linux or a later one. */
  public EngineTraits sinceKernel(String version) {
    return new EngineTraits(
        carrier, mostInFlight, needsDirect, version, leastJava, ofTheJdk, models2009, movesData);
  }

  /** The same, as model of a row of 2009. */
  public EngineTraits modelling(String row) {
    return new EngineTraits(
        carrier, mostInFlight, needsDirect, leastKernel, leastJava, ofTheJdk, row, movesData);
  }

  /** Whether one request is carried out at a time, on the thread that queues it. */
  public boolean isSynchronous() {
    return carrier == Carrier.HOME_THREAD;
  }

  /** Whether a process of another program carries the requests out. */
  public boolean hasDaemon() {
    return carrier == Carrier.DAEMON;
  }

  /** Whether the kernel is given requests and told of their end: submitting can be timed. */
  public boolean submitsToKernel() {
    return carrier == Carrier.KERNEL;
  }
}
