/** Engines that carry a request out before queue returns: psync, and null, which does nothing. */
package io.aiorevisited.engines.inline;
