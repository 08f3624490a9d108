package io.aiorevisited.workloads;

/** Target states under engines that have a process of their own. */
class DaemonTargetStatesIT extends TrialTargetStatesTest {}
