/** What is concluded from the CPU ledgers of a run. */
package io.aiorevisited.analysis.cpu;
