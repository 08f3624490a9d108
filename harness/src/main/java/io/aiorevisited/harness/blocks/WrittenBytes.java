package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.harness.peers.PeerProgram;
import io.aiorevisited.harness.peers.ProgramPass;
import io.aiorevisited.workloads.DataMismatchException;
import io.aiorevisited.workloads.targets.file.ScratchFill;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Proves by plain reads that a program wrote the whole of a target. */
final class WrittenBytes {

  private static final int CHUNK_BYTES = 1 << 20;
  private static final int VERIFIED_BYTE = 0xb7;
  private static final String GATE = "verify";

  private WrittenBytes() {}

  /**
   * Has the program carry out one more pass, over other data, and looks at every byte.
   *
   * @param usual a pass as it is measured
   * @throws DataMismatchException at the first byte that is wrong
   * @throws IOException if the pass fails or the target can't be read
   */
  static GateRecord verify(PeerProgram program, ProgramCalls calls, ProgramPass usual)
      throws IOException, InterruptedException {
    if (!usual.writes()) {
      return GateRecord.notCheckable(
          GATE, "what a program reads stays in its memory, where nobody else sees it");
    }
    ScratchFill.write(usual.target(), usual.bytes());
    calls.figures(usual.withVerifiedByte(VERIFIED_BYTE));
    check(usual.target(), usual.bytes(), (byte) program.byteWritten(VERIFIED_BYTE));
    return GateRecord.passed(
        GATE,
        String.format(
            "one more pass made every byte 0x%02x, where other data was before",
            program.byteWritten(VERIFIED_BYTE)));
  }

  /**
   * Reads the first {@code sizeBytes} of a target.
   *
   * @throws DataMismatchException at the first byte that is not {@code expected}
   * @throws IOException if it can't be read
   */
  private static void check(Path target, long sizeBytes, byte expected) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK_BYTES);
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.READ)) {
      long at = 0;
      while (at < sizeBytes) {
        buffer.clear().limit((int) Math.min(CHUNK_BYTES, sizeBytes - at));
        int read = channel.read(buffer, at);
        if (read < 0) {
          throw new EOFException("the target ends at byte " + at);
        }
        for (int i = 0; i < read; i++) {
          if (buffer.get(i) != expected) {
            throw new DataMismatchException(
                target, "byte written", at + i, expected & 0xff, buffer.get(i) & 0xff);
          }
        }
        at += read;
      }
    }
  }
}
