/** What a series does over time: trend and change points. */
package io.aiorevisited.analysis.stats.series;
