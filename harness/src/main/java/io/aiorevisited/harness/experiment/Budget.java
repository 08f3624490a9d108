package io.aiorevisited.harness.experiment;

import java.time.Duration;

/**
 * Time after which a run starts nothing more.
 *
 * @param limit from the first block on
 * @param leastRounds rounds that are run whatever they take, at least 1: without one there is
 *     nothing to report, and with fewer than a verdict takes there is no answer
 */
public record Budget(Duration limit, int leastRounds) {}
