/** Engines on Linux native AIO. */
package io.aiorevisited.engines.aio;
