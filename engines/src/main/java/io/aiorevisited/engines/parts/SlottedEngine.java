package io.aiorevisited.engines.parts;

import io.aiorevisited.engines.BufferMemory;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoRequest;

/** What all engines on this machine have in common: request slots, and the wait for completions. */
public abstract class SlottedEngine implements IoEngine {
  /** The requests; an engine that opens more closes them by {@link #closings}. */
  protected final RequestSlots slots;

  /** How to close what the engine has opened, the slots included. */
  protected final CloseStack closings = new CloseStack();

  private final WaitLimit limit = new WaitLimit();

  /** Makes the slots. */
  protected SlottedEngine(EngineSettings settings) {
    this(
        new RequestSlots(
            settings.syscalls(), settings.depth(), settings.maxRequestBytes(), settings.pages()));
  }

  /** Takes slots whose buffers lie where the engine needs them. */
  protected SlottedEngine(RequestSlots slots) {
    this.slots = slots;
    closings.push(slots::close);
  }

  @Override
  public final int depth() {
    return slots.depth();
  }

  @Override
  public final BufferMemory buffers() {
    return slots.buffers();
  }

  @Override
  public final IoRequest request(int slot) {
    return slots.request(slot);
  }

  @Override
  public final int getEvents(int min, int max, long timeoutNanos) {
    slots.checkRange(min, max);
    if (min == 0) {
      if (slots.deliverableCount() == 0) {
        limit.start(0);
        await(limit);
      }
    } else if (slots.deliverableCount() < min) {
      limit.start(timeoutNanos);
      do {
        await(limit);
      } while (slots.deliverableCount() < min && !limit.isOver());
    }
    return slots.deliver(max);
  }

  /**
   * Waits for a completion and hands those that are there to {@link RequestSlots#complete}; may
   * return without any. Not called where {@code queue} completes every request.
   */
  protected abstract void await(WaitLimit limit);

  @Override
  public final IoRequest event(int index) {
    return slots.event(index);
  }

  /** Frees everything; an engine with requests in flight waits for them first. */
  @Override
  public void close() {
    closings.close();
  }
}
