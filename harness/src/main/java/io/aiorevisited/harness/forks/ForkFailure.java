package io.aiorevisited.harness.forks;

import java.util.Optional;

/**
 * Why a fork failed.
 *
 * @param killedFor why it was killed; empty if it failed by itself
 * @param cause what JMH threw
 */
public record ForkFailure(Optional<String> killedFor, Exception cause) {

  /** One line of at most a few hundred characters. */
  public String reason() {
    return killedFor.orElseGet(() -> FailureReason.of(cause));
  }

  /** The exception at the bottom. */
  public Throwable root() {
    return FailureReason.rootOf(cause);
  }
}
