/** Charts as inline SVG: one class a question, one theme for all. */
package io.aiorevisited.analysis.charts;
