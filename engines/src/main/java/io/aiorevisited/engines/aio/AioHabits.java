package io.aiorevisited.engines.aio;

/**
 * How native AIO is used, by habits that can be had one without the others.
 *
 * @param readsRing completions are taken from the kernel's ring in user space; without it, by
 *     io_getevents
 * @param reapsAfterSubmit completions are taken right after each io_submit, too
 * @param mostHeldBack most requests that wait for others, to be submitted by one call, while all
 *     slots are in use; 1 for none
 */
public record AioHabits(boolean readsRing, boolean reapsAfterSubmit, int mostHeldBack) {

  /** QEMU's of August 2009: a wake-up, a read of the eventfd, an io_getevents. */
  public static final AioHabits QEMU_2009 = new AioHabits(false, false, 1);

  /** The ring is read in user space; each completion still costs a wake-up. */
  public static final AioHabits RING_ONLY = new AioHabits(true, false, 1);

  /** QEMU's of today: no wake-up for what has ended when io_submit returns. */
  public static final AioHabits QEMU_TODAY = new AioHabits(true, true, 1);

  /** The same, and requests are submitted by up to eight, as fio is told to when tuned. */
  public static final AioHabits BATCHED = new AioHabits(true, true, 8);

  /** Requests to submit together at this depth: at most a quarter of them, so that most stay on. */
  int batch(int depth) {
    return Math.max(1, Math.min(mostHeldBack, depth / 4));
  }
}
