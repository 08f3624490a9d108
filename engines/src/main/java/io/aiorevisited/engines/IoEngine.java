package io.aiorevisited.engines;

import java.util.Optional;

/**
 * A way of submitting block I/O to Linux: the thing that the experiment compares.
 *
 * <p>One <em>home thread</em> opens the engine, calls every method of it and receives every
 * completion; an engine may run threads of its own, but never calls back on them. Requests are
 * preallocated slots, each with a page-aligned buffer that the engine provides; nothing is
 * allocated per I/O. The caller is expected to run this loop:
 *
 * <pre>{@code
 * try (IoEngine engine = type.open(settings)) {
 *   for (int slot = 0; slot < engine.depth(); slot++) {
 *     IoRequest request = engine.request(slot);
 *     request.prepare(IoOperation.READ, nextOffset(), length);
 *     engine.queue(request);                      // not yet with the kernel
 *   }
 *   engine.commit();                              // now it is
 *   while (moreToDo()) {
 *     int events = engine.getEvents(1, engine.depth());
 *     for (int i = 0; i < events; i++) {
 *       IoRequest request = engine.event(i);      // free again, result set
 *       if (!request.succeeded()) { ... }
 *       request.prepare(IoOperation.READ, nextOffset(), length);
 *       engine.queue(request);
 *     }
 *     engine.commit();
 *   }
 * }
 * }</pre>
 *
 * <p>A request belongs to the engine from {@link #queue} until {@link #getEvents} delivers it. A
 * short transfer or an error is delivered as the request's result, and counted in {@link
 * #receipts()}: it is never hidden and never retried by the engine. An engine that can't go on
 * throws {@link io.aiorevisited.engines.linux.SyscallException} or {@link EngineFailedException}.
 */
public interface IoEngine extends AutoCloseable {

  /** A wait without a limit. */
  long FOREVER = -1;

  /** Number of request slots: the most requests that can be in flight. At least 1. */
  int depth();

  /** The memory that the buffers of all requests lie in; outlives no {@link #close}. */
  BufferMemory buffers();

  /** The preallocated request of {@code slot}, which is 0 to {@code depth() - 1}. */
  IoRequest request(int slot);

  /**
   * Takes a prepared request. Required before {@link #commit}. A synchronous engine may carry it
   * out here; an asynchronous one only notes it.
   *
   * @throws IllegalStateException if the request is already queued or in flight
   */
  void queue(IoRequest request);

  /**
   * Hands all queued requests to the kernel or to the workers. What can't be taken now (EAGAIN,
   * partial submission) stays queued and is tried again when a completion arrives.
   */
  void commit();

  /**
   * Waits until at least {@code min} completions are there and takes up to {@code max} of them,
   * readable by {@link #event} until the next call. With {@code min} 0 it polls and never blocks.
   *
   * @param min 0 to the number of requests committed and not yet delivered
   * @param max at least {@code min}, at least 1
   * @return how many were taken
   */
  default int getEvents(int min, int max) {
    return getEvents(min, max, FOREVER);
  }

  /**
   * Waits as {@link #getEvents(int, int)} does, but no longer than {@code timeoutNanos}: then takes
   * what is there, even if it is fewer than {@code min}.
   *
   * @param timeoutNanos longest wait in nanoseconds, which an engine may round up to a millisecond;
   *     0 to look once; {@link #FOREVER}
   */
  int getEvents(int min, int max, long timeoutNanos);

  /** The {@code index}-th completion of the last {@link #getEvents}, 0-based. */
  IoRequest event(int index);

  /**
   * Tells {@code observer} of every submission to the kernel from now on. Each then costs two reads
   * of the clock. An engine that submits nothing asynchronously has nothing to tell.
   */
  default void observeSubmissions(SubmissionObserver observer) {}

  /** The process of another program that carries requests out; empty where none does. */
  default Optional<EngineDaemon> daemon() {
    return Optional.empty();
  }

  /** What the engine has really done since it was opened. Allocates: not for the I/O path. */
  EngineReceipts receipts();

  /** Waits for every request in flight, then frees threads, descriptors and buffers. Idempotent. */
  @Override
  void close();
}
