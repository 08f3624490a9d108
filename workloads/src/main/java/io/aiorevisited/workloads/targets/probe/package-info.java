/** What a path can do: extents, alignment, page cache, whether native AIO may block on it. */
package io.aiorevisited.workloads.targets.probe;
