/** The versioned record that a run leaves behind: the only thing that analysis ever reads. */
package io.aiorevisited.analysis.record;
