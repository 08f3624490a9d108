package io.aiorevisited.engines;

/** What a target may be opened for. */
public enum FileAccess {
  READ_ONLY,
  READ_WRITE
}
