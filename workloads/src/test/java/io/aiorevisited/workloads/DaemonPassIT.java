package io.aiorevisited.workloads;

/** Passes of engines that have a process of their own. */
class DaemonPassIT extends PassTest {}
