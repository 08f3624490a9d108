/** Carries a plan out: scratch file, trials, journal, progress, report. */
package io.aiorevisited.harness.experiment;
