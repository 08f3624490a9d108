package io.aiorevisited.engines.parts;

import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.IoRequest;

/** An engine whose requests are done when {@link #queue} returns. */
public abstract class InlineEngine extends SlottedEngine {

  protected InlineEngine(EngineSettings settings) {
    super(settings);
  }

  /** Carries a request out; bytes transferred, 0 or more, or a negated errno. */
  protected abstract long run(IoRequest request);

  @Override
  public final void queue(IoRequest request) {
    slots.queue(request);
    request.finished(run(request));
    slots.complete(request);
  }

  @Override
  public final void commit() {
    slots.commit();
  }

  @Override
  protected final void await(WaitLimit limit) {
    // All that is committed is complete, so that there is nothing to wait for.
  }
}
