/**
 * Statistics and verdicts: one class a method, pure functions, randomness only from a seed that the
 * caller passes.
 */
package io.aiorevisited.analysis.stats;
