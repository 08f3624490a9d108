/** Checks that a trial measured what its cell says: a figure counts only if none of them failed. */
package io.aiorevisited.workloads.gates;
