/**
 * What every statistic of this module builds on: intervals, quantiles, Student's t, checks of
 * arguments. Its rooms hold one class a method: {@code ratio}, {@code tests}, {@code spread},
 * {@code series}, and {@code verdict} on top. All are pure functions; randomness comes only from a
 * seed that the caller passes.
 */
package io.aiorevisited.analysis.stats;
