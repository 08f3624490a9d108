package io.aiorevisited.engines;

/** What engines allocate that have a process of their own. */
class DaemonAllocationIT extends AllocationTest {}
