package io.aiorevisited.engines;

/** How engines close that have a process of their own. */
class DaemonCloseIT extends CloseInFlightTest {}
