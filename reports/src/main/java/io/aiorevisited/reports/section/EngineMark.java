package io.aiorevisited.reports.section;

import io.aiorevisited.analysis.charts.draw.Svg;

/**
 * An engine in a legend.
 *
 * @param mark its colour and shape in every chart
 * @param name its name, with what it models
 */
public record EngineMark(Svg mark, String name) {}
