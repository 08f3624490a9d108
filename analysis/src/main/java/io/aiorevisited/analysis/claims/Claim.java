package io.aiorevisited.analysis.claims;

/** The eight claims of the 2009 message, in its order. */
public enum Claim {
  C1("Native AIO is slightly faster than the thread pool on most workloads.", "threads,aio"),
  C2("Native AIO uses significantly less CPU time than the thread pool.", "threads,aio"),
  C3(
      "At larger block sizes both meet native throughput, AIO a little sooner.",
      "psync,threads,aio --workloads iozone"),
  C4(
      "Runs vary so much that a single difference between two runs means little.",
      "threads,aio --workloads iozone,dd"),
  C5(
      "On files, submission can block: hardly on allocated ones, seriously on sparse ones.",
      Claim.ON_ALL_FILES),
  C6(
      "Native AIO is usable only with O_DIRECT.",
      "threads,aio --workloads random --operations write --depth 1 --cache none,writeback"
          + " --allow-blocking-aio"),
  C7("An eventfd in the poll handler saves an indirection.", "threads,aio"),
  C8("Native AIO is worth having, but should not be the default yet.", Claim.ON_ALL_FILES);

  private static final String ON_ALL_FILES =
      "threads,aio --workloads random --operations write --depth 1 --target-state"
          + " written,prealloc,sparse";

  private final String words;
  private final String enginesAndMore;

  Claim(String words, String enginesAndMore) {
    this.words = words;
    this.enginesAndMore = enginesAndMore;
  }

  /** The claim in a sentence. */
  public String words() {
    return words;
  }

  /** The call whose run decides the claim, as typed. */
  public String decidingCall() {
    return "./run.sh run --rounds 10 --engines " + enginesAndMore;
  }
}
