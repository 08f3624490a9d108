/** Engines on io_uring. */
package io.aiorevisited.engines.uring;
