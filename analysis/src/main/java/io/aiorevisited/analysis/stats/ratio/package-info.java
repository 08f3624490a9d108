/** How much larger one arm is than another: estimates of a ratio with their intervals. */
package io.aiorevisited.analysis.stats.ratio;
