/** Whether there is a difference: p-values, and their adjustment for a family. */
package io.aiorevisited.analysis.stats.tests;
