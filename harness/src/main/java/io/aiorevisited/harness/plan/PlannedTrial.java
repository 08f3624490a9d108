package io.aiorevisited.harness.plan;

import io.aiorevisited.analysis.record.Cell;

/**
 * A trial that is to be run.
 *
 * @param trial number in order of running, from 1
 * @param round round that it belongs to, from 1
 * @param cell what is measured
 * @param control whether it belongs to the control arm
 */
public record PlannedTrial(int trial, int round, Cell cell, boolean control) {}
