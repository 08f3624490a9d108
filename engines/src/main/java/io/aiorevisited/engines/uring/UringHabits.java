package io.aiorevisited.engines.uring;

import java.util.List;

/**
 * How io_uring is used.
 *
 * @param label of the engine, for messages
 * @param setupFlags flags of io_uring_setup; the first set that the kernel takes is used
 * @param registers whether buffers, the file and the ring's descriptor are registered beforehand
 * @param submitsWhileWaiting whether requests are submitted by the call that waits for completions,
 *     and not before
 */
public record UringHabits(
    String label, List<Integer> setupFlags, boolean registers, boolean submitsWhileWaiting) {

  /** QEMU's: a plain ring; one call submits, another waits. */
  public static final UringHabits QEMU = new UringHabits("uring", List.of(0), false, false);

  /** All that a single thread can have registered or promised beforehand. */
  public static final UringHabits FIXED =
      new UringHabits(
          "uring-fixed",
          List.of(
              UringAbi.SETUP_SINGLE_ISSUER
                  | UringAbi.SETUP_DEFER_TASKRUN
                  | UringAbi.SETUP_TASKRUN_FLAG,
              UringAbi.SETUP_SINGLE_ISSUER,
              0),
          true,
          true);

  /** As the fixed one is, but completions are not deferred until the call that waits. */
  public static final UringHabits FIXED_NOT_DEFERRED =
      new UringHabits("uring-fixed-nodefer", List.of(UringAbi.SETUP_SINGLE_ISSUER, 0), true, true);

  /** The same with nothing registered: requests are held back to be submitted together. */
  public static final UringHabits BATCHED =
      new UringHabits("uring-batch", List.of(UringAbi.SETUP_SINGLE_ISSUER, 0), false, true);

  /**
   * A thread of the kernel's looks for requests, so that submitting takes no call while it runs.
   */
  public static final UringHabits SQPOLL =
      new UringHabits("uring-sqpoll", List.of(UringAbi.SETUP_SQPOLL), false, false);
}
