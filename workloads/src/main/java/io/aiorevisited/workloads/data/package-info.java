/** What is written to a target, and how sizes are said. */
package io.aiorevisited.workloads.data;
