package io.aiorevisited.analysis.claims;

/**
 * The claims that a run can decide: C1 to C8 are the 2009 message's in its order, L1 to L6 are of
 * the literature since.
 */
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
  C8("Native AIO is worth having, but should not be the default yet.", Claim.ON_ALL_FILES),
  L1(
      "One request at a time, io_uring in the place of pread changes nothing.",
      "psync,uring --workloads random --operations read --block-sizes 4k --depth 1",
      Claim.JASNY + ": 16 549 transactions a second by io_uring, 16 465 by pread"),
  L2(
      "Submitting by batches, io_uring carries out 6 to 18 % more requests on a core than libaio.",
      "aio-ring-batch,uring-batch --workloads random --operations read --block-sizes 4k --depth 32",
      Claim.JASNY
          + ": 1.06 to 1.13 times as many; Didona, Pfefferle, Ioannou, Metzler, Trivedi,"
          + " Understanding Modern Storage APIs, SYSTOR 2022: 1.18 times"),
  L3(
      "What registered buffers save grows with the block size.",
      "uring-batch,uring-fixed-nodefer --workloads random --operations read"
          + " --block-sizes 4k,64k,256k --depth 16 --size 64M",
      Claim.JASNY
          + ": 19 % fewer cycles a request at 4k and 48 % at 64k; where the processor is the limit,"
          + " 24 % more requests at 4k and 168 % at 256k"),
  L4(
      "DEFER_TASKRUN does nothing for storage on one thread.",
      "uring-fixed-nodefer,uring-fixed --workloads random --operations read --block-sizes 4k"
          + " --depth 32",
      Claim.JASNY + ": 300 491 transactions a second with it, 300 675 without"),
  L5(
      "A polling thread (SQPOLL) that shares its core with the application collapses.",
      "uring,uring-sqpoll --workloads random --operations read --block-sizes 4k --depth 32"
          + " --placement same",
      "Didona, Pfefferle, Ioannou, Metzler, Trivedi, Understanding Modern Storage APIs, SYSTOR 2022:"
          + " 13 000 to 13 700 requests a second with it, 171 500 without"),
  L6(
      "A request that io_uring hands to its worker threads (io-wq) takes 8 to 9 us longer.",
      "psync,uring --workloads random --operations read --block-sizes 4k --depth 1"
          + " --target /dev/shm",
      Claim.JASNY + ": an empty request took 7.9 to 9.6 us by a worker, 0.4 to 0.6 us without");

  private static final String JASNY =
      "Jasny, El-Hindi, Ziegler, Leis, Binnig, io_uring for High-Performance DBMSs, PVLDB 19 (2026)";

  private static final String ON_ALL_FILES =
      "threads,aio --workloads random --operations write --depth 1 --target-state"
          + " written,prealloc,sparse";

  private final String words;
  private final String enginesAndMore;
  private final String source;

  Claim(String words, String enginesAndMore) {
    this(words, enginesAndMore, "The message of 20 August 2009");
  }

  Claim(String words, String enginesAndMore, String source) {
    this.words = words;
    this.enginesAndMore = enginesAndMore;
    this.source = source;
  }

  /** The claim in a sentence. */
  public String words() {
    return words;
  }

  /** Who claimed it, and where; for claims of the literature with their figures. */
  public String source() {
    return source;
  }

  /** The call whose run decides the claim, as typed. */
  public String decidingCall() {
    return "./run.sh run --rounds 10 --engines " + enginesAndMore;
  }
}
