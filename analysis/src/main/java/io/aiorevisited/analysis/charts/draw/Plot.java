package io.aiorevisited.analysis.charts.draw;

import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A chart in the making: XChart draws series into the plot, scales of our own label it, and the
 * drawing is as large as plot and labels together.
 */
public final class Plot {

  private static final int MARGIN_PIXELS = 3;

  private final XYChart chart;
  private final List<Scale> scales;
  private final Space space;

  /**
   * Starts a chart.
   *
   * @param widthPixels of the plot, without its labels
   * @param heightPixels of the plot, without its labels
   * @param x axis from left to right
   * @param y axis from below
   */
  public Plot(int widthPixels, int heightPixels, Scale x, Scale y) {
    chart = Theme.plot(widthPixels, heightPixels);
    chart
        .getStyler()
        .setXAxisMin(x.low())
        .setXAxisMax(x.high())
        .setYAxisMin(y.low())
        .setYAxisMax(y.high());
    // XChart lays out only a chart that has a series.
    chart
        .addSeries("range", new double[] {x.low(), x.high()}, new double[] {y.low(), y.high()})
        .setMarker(SeriesMarkers.NONE);
    scales = List.of(x, y);
    scales.forEach(scale -> scale.init(chart));
    space =
        x.space()
            .with(y.space())
            .with(new Space(MARGIN_PIXELS, MARGIN_PIXELS, MARGIN_PIXELS, MARGIN_PIXELS));
  }

  /** What series are added to. */
  public XYChart chart() {
    return chart;
  }

  /** Adds what is no series. */
  public void add(Overlay overlay) {
    chart.addAnnotation(overlay);
  }

  /**
   * Draws what was added.
   *
   * @param id unique in the page; prefix of every id inside
   * @param title what the chart is
   * @param description what it shows, for those who can't see it
   */
  public Svg svg(String id, String title, String description) {
    return Svg.of(chart, scales, space, id, title, description);
  }
}
