package io.aiorevisited.analysis.claims;

/** The eight claims of the 2009 message, in its order. */
public enum Claim {
  C1("Native AIO is slightly faster than the thread pool on most workloads."),
  C2("Native AIO uses significantly less CPU time than the thread pool."),
  C3("At larger block sizes both meet native throughput, AIO a little sooner."),
  C4("Runs vary so much that a single difference between two runs means little."),
  C5("On files, submission can block: hardly on allocated ones, seriously on sparse ones."),
  C6("Native AIO is usable only with O_DIRECT."),
  C7("An eventfd in the poll handler saves an indirection."),
  C8("Native AIO is worth having, but should not be the default yet.");

  private final String words;

  Claim(String words) {
    this.words = words;
  }

  /** The claim in a sentence. */
  public String words() {
    return words;
  }
}
