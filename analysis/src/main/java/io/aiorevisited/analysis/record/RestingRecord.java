package io.aiorevisited.analysis.record;

import java.io.Serializable;

/**
 * What a trial's process did while other arms of its block had their turn: near nothing, or it
 * disturbed them.
 *
 * @param wallNanos time that it waited for its turns, from the first measured one on
 * @param cpuMicros CPU time that all its threads spent meanwhile
 */
public record RestingRecord(long wallNanos, long cpuMicros) implements Serializable {}
