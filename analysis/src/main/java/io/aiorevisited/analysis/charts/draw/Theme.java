package io.aiorevisited.analysis.charts.draw;

import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;

/** The one look of every chart: no frame, no axes of XChart's own. */
public final class Theme {

  private static final Color CLEAR = new Color(0, 0, 0, 0);

  private Theme() {}

  /** Makes an empty plot in this look; scales, title and legend are drawn by others. */
  static XYChart plot(int widthPixels, int heightPixels) {
    XYChart chart = new XYChartBuilder().width(widthPixels).height(heightPixels).build();
    XYStyler styler = chart.getStyler();
    styler.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    styler.setChartBackgroundColor(CLEAR);
    styler.setPlotBackgroundColor(CLEAR);
    styler.setPlotBorderVisible(false);
    styler.setChartTitleVisible(false);
    styler.setLegendVisible(false);
    styler.setChartPadding(0);
    styler.setPlotMargin(0);
    styler.setPlotContentSize(1.0);
    styler.setXAxisTicksVisible(false);
    styler.setYAxisTicksVisible(false);
    styler.setXAxisTitleVisible(false);
    styler.setYAxisTitleVisible(false);
    styler.setPlotGridLinesVisible(false);
    styler.setPlotTicksMarksVisible(false);
    styler.setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    styler.setMarkerSize(9);
    styler.setLocale(Locale.ROOT);
    return chart;
  }
}
