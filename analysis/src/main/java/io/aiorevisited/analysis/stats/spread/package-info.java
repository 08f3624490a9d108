/** Where the spread comes from: variance by level, outliers, and how often to repeat. */
package io.aiorevisited.analysis.stats.spread;
