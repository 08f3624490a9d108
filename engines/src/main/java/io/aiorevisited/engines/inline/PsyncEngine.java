package io.aiorevisited.engines.inline;

import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.parts.BlockingTransfer;
import io.aiorevisited.engines.parts.InlineEngine;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads and writes by pread64 and pwrite64 on the calling thread: the 2009 row "native".
 *
 * <p>One system call a request, made in {@link #queue}. A call interrupted by a signal (EINTR) is
 * made again and counted.
 */
public final class PsyncEngine extends InlineEngine {
  private final BlockingTransfer transfer;

  public PsyncEngine(EngineSettings settings) {
    super(settings);
    transfer = new BlockingTransfer(settings.syscalls(), settings.file().fd());
  }

  @Override
  protected long run(IoRequest request) {
    return transfer.run(request);
  }

  @Override
  public EngineReceipts receipts() {
    Map<String, Long> calls = new TreeMap<>();
    Map<String, Long> retries = new TreeMap<>();
    transfer.addTo(calls, retries);
    return slots.receipts(1, calls, retries, 0, 0, 0, "");
  }
}
