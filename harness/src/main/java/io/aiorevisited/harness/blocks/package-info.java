/** Measures a block: all arms of one condition, alive together, one pass at a time. */
package io.aiorevisited.harness.blocks;
