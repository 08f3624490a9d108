package io.aiorevisited.engines.parts;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes slots that are done from workers to the home thread, without a lock or an allocation:
 * workers push one at a time, the home thread takes all.
 *
 * <p>A list linked by slot numbers. Taking all at once leaves no room for the ABA problem.
 */
public final class CompletionStack {
  /** Ends the list. */
  public static final int NONE = -1;

  private final AtomicInteger newest = new AtomicInteger(NONE);
  private final int[] next;

  /** Makes an empty stack for slots 0 to {@code slots - 1}. */
  public CompletionStack(int slots) {
    next = new int[slots];
  }

  /**
   * Adds a slot; on any thread. What the thread wrote before is visible to the one that takes it.
   *
   * @return whether the stack was empty, so that the home thread has to be told
   */
  public boolean push(int slot) {
    int below;
    do {
      below = newest.get();
      next[slot] = below;
    } while (!newest.compareAndSet(below, slot));
    return below == NONE;
  }

  /** Takes all slots: the newest, from which {@link #after} leads to the others, or NONE. */
  public int takeAll() {
    return newest.getAndSet(NONE);
  }

  /** The slot that was pushed before {@code slot}, of those taken with it, or NONE. */
  public int after(int slot) {
    return next[slot];
  }
}
