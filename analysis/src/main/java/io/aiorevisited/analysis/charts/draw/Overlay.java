package io.aiorevisited.analysis.charts.draw;

import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * Something drawn into a plot that is no series of XChart's. Places are worked out here, since
 * XChart's own answer collapses in a plot of less than 100 pixels.
 */
public abstract class Overlay extends Annotation {

  protected Overlay() {
    super(false);
  }

  /** Pixels from the left edge of the plot, which is the whole chart. */
  protected final double screenX(double x) {
    double low = chart.getStyler().getXAxisMin();
    double high = chart.getStyler().getXAxisMax();
    return chart.getWidth() * (x - low) / (high - low);
  }

  /** Pixels from the upper edge of the plot. */
  protected final double screenY(double y) {
    double low = chart.getStyler().getYAxisMin();
    double high = chart.getStyler().getYAxisMax();
    return chart.getHeight() * (high - y) / (high - low);
  }
}
