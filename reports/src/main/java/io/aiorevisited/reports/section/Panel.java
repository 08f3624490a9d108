package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.charts.draw.Svg;

/**
 * A chart with its title.
 *
 * @param title plain text
 * @param chart inline SVG
 */
public record Panel(String title, Svg chart) {}
