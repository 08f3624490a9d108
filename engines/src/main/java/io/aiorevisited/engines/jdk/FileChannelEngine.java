package io.aiorevisited.engines.jdk;

import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.parts.InlineEngine;
import java.util.Map;

/**
 * Reads and writes by FileChannel on the calling thread: what {@code psync} is in plain Java.
 *
 * <p>With O_DIRECT the channel checks by itself that offset, length and buffer are multiples of the
 * file system's block size, and the channel is closed for good if the thread is interrupted.
 */
public final class FileChannelEngine extends InlineEngine {
  private final ChannelTransfer transfer;

  public FileChannelEngine(EngineSettings settings) {
    super(settings);
    try {
      transfer = new ChannelTransfer(settings.file(), slots);
      closings.push(transfer::close);
    } catch (RuntimeException | Error e) {
      closings.closeAfter(e);
      throw e;
    }
  }

  @Override
  protected long run(IoRequest request) {
    return transfer.run(request);
  }

  @Override
  public EngineReceipts receipts() {
    return slots.receipts(1, transfer.calls(), Map.of(), 0, 0, 0, "");
  }
}
