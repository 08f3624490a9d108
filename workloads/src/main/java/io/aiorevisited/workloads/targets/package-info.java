/** What is measured, and how the harness keeps its hands off everything that it did not make. */
package io.aiorevisited.workloads.targets;
