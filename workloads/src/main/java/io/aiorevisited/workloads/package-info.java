/** What drives an engine: workloads, passes, the data they move, and the JMH shell around them. */
package io.aiorevisited.workloads;
