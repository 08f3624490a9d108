package io.aiorevisited.analysis.charts.draw;

/**
 * Room around a chart that its annotations write into.
 *
 * @param left pixels
 * @param right pixels
 * @param below pixels
 */
public record Space(int left, int right, int below) {}
