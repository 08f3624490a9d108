/** Engines on a pool of worker threads. */
package io.aiorevisited.engines.pool;
