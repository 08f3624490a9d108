package io.aiorevisited.analysis.charts.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;

/**
 * The one look of every chart: no frame, faint grid, words at the size of the page's small text.
 */
public final class Theme {

  private static final Color CLEAR = new Color(0, 0, 0, 0);
  private static final BasicStroke HAIRLINE = new BasicStroke(1f);

  private Theme() {}

  /** Makes an empty chart in this look; title and legend are the page's task. */
  public static XYChart chart(int widthPixels, int heightPixels) {
    XYChart chart = new XYChartBuilder().width(widthPixels).height(heightPixels).build();
    XYStyler styler = chart.getStyler();
    Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    styler.setBaseFont(plain);
    styler.setChartBackgroundColor(CLEAR);
    styler.setPlotBackgroundColor(CLEAR);
    styler.setPlotBorderVisible(false);
    styler.setChartFontColor(Ink.MUTED.sentinel());
    styler.setChartTitleVisible(false);
    styler.setLegendVisible(false);
    styler.setChartPadding(4);
    styler.setPlotMargin(0);
    styler.setPlotContentSize(1.0);
    styler.setAxisTickLabelsFont(plain);
    styler.setAxisTitleFont(plain);
    styler.setAxisTickLabelsColor(Ink.MUTED.sentinel());
    styler.setAxisTickMarksColor(Ink.AXIS.sentinel());
    styler.setAxisTickMarksStroke(HAIRLINE);
    styler.setAxisTickMarkLength(4);
    styler.setAxisTickPadding(5);
    styler.setPlotGridLinesColor(Ink.GRID.sentinel());
    styler.setPlotGridLinesStroke(HAIRLINE);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotTicksMarksVisible(false);
    styler.setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    styler.setMarkerSize(9);
    styler.setLocale(Locale.ROOT);
    return chart;
  }
}
