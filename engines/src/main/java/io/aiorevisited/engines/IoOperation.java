package io.aiorevisited.engines;

/** The direction of a transfer. */
public enum IoOperation {
  READ,
  WRITE
}
