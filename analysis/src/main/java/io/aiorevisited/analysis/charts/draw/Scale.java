package io.aiorevisited.analysis.charts.draw;

/**
 * One axis of a plot: where it begins and ends, and the labels that it writes. XChart's own axes
 * label round numbers wherever they fall, and leave out those at the ends.
 */
public abstract class Scale extends Overlay {

  /** Where the axis begins, in its own unit. */
  abstract double low();

  /** Where the axis ends, in its own unit. */
  abstract double high();

  /** Room that the labels need. */
  abstract Space space();
}
