package io.aiorevisited.workloads;

import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Proves that an engine's reads deliver what the file holds: one more sweep, untimed, one block at
 * a time, each request compared with a plain buffered read of the same bytes. Blocks take the
 * places of the workload's window in turn, so that every buffer is looked at.
 */
public final class ReadCheck {
  private final Path file;
  private final IoEngine engine;
  private final WorkloadSpec spec;
  private final RequestSplitter splitter;
  private final Pass pass;

  /**
   * @param file that {@code engine} reads
   * @param pass over the same engine and workload
   */
  public ReadCheck(Path file, IoEngine engine, WorkloadSpec spec, Pass pass) {
    if (spec.operation() != IoOperation.READ) {
      throw new IllegalArgumentException(
          "only a read can be compared: operation=" + spec.operation());
    }
    this.file = file;
    this.engine = engine;
    this.spec = spec;
    this.splitter = new RequestSplitter(spec);
    this.pass = pass;
  }

  /**
   * Sweeps the whole target once.
   *
   * @throws DataMismatchException at the first 8 bytes that differ
   * @throws PassFailedException if a request fails
   * @throws IOException if the file can't be read by plain means
   */
  public void run() throws IOException {
    ByteBuffer expected =
        ByteBuffer.allocateDirect(spec.maxRequestBytes()).order(ByteOrder.nativeOrder());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long block = 0; block < spec.sizeBytes(); block += spec.blockSizeBytes()) {
        int place = (int) (block / spec.blockSizeBytes() % spec.windowBlocks());
        spoilBuffers(place);
        pass.transferBlock(place, block);
        for (int i = 0; i < splitter.requests(); i++) {
          IoRequest request = engine.request(place * splitter.requests() + i);
          PlainRead.fully(channel, expected, request.offset(), request.length());
          compare(expected, request);
        }
      }
    }
  }

  /** Turns every bit, so that data left from an earlier read can't pass for a new one. */
  private void spoilBuffers(int place) {
    for (int i = 0; i < splitter.requests(); i++) {
      ByteBuffer buffer = engine.request(place * splitter.requests() + i).buffer();
      for (int at = 0; at < splitter.length(i); at += Long.BYTES) {
        buffer.putLong(at, ~buffer.getLong(at));
      }
    }
  }

  private void compare(ByteBuffer expected, IoRequest request) throws DataMismatchException {
    ByteBuffer found = request.buffer();
    int length = request.length();
    int at = expected.slice(0, length).mismatch(found.slice(0, length));
    if (at >= 0) {
      int word = at & -Long.BYTES;
      throw new DataMismatchException(
          file, "data read", request.offset() + word, expected.getLong(word), found.getLong(word));
    }
  }
}
