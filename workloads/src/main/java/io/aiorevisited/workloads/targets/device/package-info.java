/** Block devices as targets, and the guard that keeps every one in use from being written to. */
package io.aiorevisited.workloads.targets.device;
