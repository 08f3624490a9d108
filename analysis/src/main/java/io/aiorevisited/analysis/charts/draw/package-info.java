/** What charts are drawn with: inks, marks, scales, labels, and the way to SVG. */
package io.aiorevisited.analysis.charts.draw;
