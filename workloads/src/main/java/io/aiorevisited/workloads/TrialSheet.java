package io.aiorevisited.workloads;

import io.aiorevisited.engines.EngineReceipts;
import java.util.List;

/**
 * What a forked JVM hands to the one that started it: written as one JSON file when the trial's
 * engine has been closed, so that a sheet that is there is whole.
 *
 * @param warmups passes before the measured ones
 * @param passes measured passes
 * @param warmupReceipts what the engine did during the warm-ups
 * @param receipts what it did during the measured passes
 */
public record TrialSheet(
    List<PassResult> warmups,
    List<PassResult> passes,
    EngineReceipts warmupReceipts,
    EngineReceipts receipts) {

  public TrialSheet {
    warmups = List.copyOf(warmups);
    passes = List.copyOf(passes);
  }
}
