/** What lies below a path: mounts, block devices, queues. */
package io.aiorevisited.workloads.targets.place;
