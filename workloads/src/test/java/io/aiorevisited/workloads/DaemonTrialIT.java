package io.aiorevisited.workloads;

/** Trials of engines that have a process of their own. */
class DaemonTrialIT extends TrialTest {}
