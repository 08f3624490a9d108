package io.aiorevisited.engines;

/** The contract of engines that have a process of their own. */
class DaemonContractIT extends EngineContractTest {}
