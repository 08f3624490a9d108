package io.aiorevisited.workloads;

import java.io.IOException;
import java.nio.file.Path;

/** Says where the data of a target first differs from what should be there. */
public final class DataMismatchException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long offset;
  private final long expected;
  private final long found;

  /**
   * @param what part of the sector: offset stamp, generation or payload
   * @param offset bytes from the start of the file to the sector, or to the 8 bytes of payload
   * @param expected the 8 bytes that should be there, in native order
   * @param found the 8 bytes that are there
   */
  public DataMismatchException(Path file, String what, long offset, long expected, long found) {
    super(
        "verification of %s failed: wrong %s at offset %d: expected %d (0x%x), found %d (0x%x)"
            .formatted(file, what, offset, expected, expected, found, found));
    this.offset = offset;
    this.expected = expected;
    this.found = found;
  }

  /** Bytes from the start of the file to what differs. */
  public long offset() {
    return offset;
  }

  /** The 8 bytes that should be there, in native order. */
  public long expected() {
    return expected;
  }

  /** The 8 bytes that are there, in native order. */
  public long found() {
    return found;
  }
}
