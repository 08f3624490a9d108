package io.aiorevisited.analysis.record;

import java.util.List;
import java.util.Map;

/**
 * What a run folder says of itself: {@code run.json}, written before the first trial.
 *
 * @param schemaVersion {@link TrialRecord#SCHEMA_VERSION} of the writer
 * @param runId name of the run folder
 * @param createdAt ISO-8601 instant, UTC
 * @param commandLine arguments as typed
 * @param versions of {@code aio-revisited}, {@code jdk}, {@code jvm}, {@code jmh}, {@code jna}
 * @param plan what is to be measured
 * @param host where
 */
public record RunManifest(
    int schemaVersion,
    String runId,
    String createdAt,
    List<String> commandLine,
    Map<String, String> versions,
    Plan plan,
    Host host) {}
