package io.aiorevisited.analysis.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.aiorevisited.analysis.charts.ThroughputChart.Point;
import io.aiorevisited.analysis.charts.ThroughputChart.Series;
import io.aiorevisited.analysis.stats.Interval;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ThroughputChartTest {

  private static final List<String> ENGINES = List.of("psync", "threads", "aio");

  @BeforeEach
  void needFonts() {
    assumeThat(ChartSupport.missing()).as("charts can be drawn here").isEmpty();
  }

  @Test
  void shouldBeWellFormedAndNamed() throws Exception {
    Document svg = parse(chart("c1", "a < b & c"));

    assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("a < b & c");
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
        .contains("aio: write 16k 120 KB/s");
  }

  @Test
  void shouldUseThePagesColoursOnly() {
    String svg = chart("c1", "title");

    assertThat(svg).contains("var(--series-3)", "var(--grid)", "var(--ink-muted)");
    assertThat(svg).doesNotContain("rgb(", "black", "white", "#000");
  }

  @Test
  void shouldPrefixEveryId() {
    Matcher ids = Pattern.compile("id=\"([^\"]*)\"|url\\(#([^)]*)\\)").matcher(chart("c7", "t"));

    assertThat(ids.results().map(r -> r.group(1) == null ? r.group(2) : r.group(1)))
        .isNotEmpty()
        .allMatch(id -> id.startsWith("c7-"));
  }

  @Test
  void shouldDrawAnAsymmetricInterval() {
    // The plot's y axis is linear, so the two arms of the bar differ as the interval's do.
    Matcher bar = Pattern.compile("d=\"m([\\d.]+) ([\\d.]+)v(-[\\d.]+)m").matcher(chart("c1", "t"));
    assertThat(bar.find()).isTrue();
    double low = Double.parseDouble(bar.group(2));
    double high = low + Double.parseDouble(bar.group(3));

    Matcher mark = Pattern.compile("<circle[^>]*cy=\"([\\d.]+)\"").matcher(chart("c1", "t"));
    assertThat(mark.find()).isTrue();
    double mean = Double.parseDouble(mark.group(1));
    assertThat((mean - high) / (low - mean)).isBetween(2.8, 3.2);
  }

  @Test
  void shouldKeepIntervalsThatReachBelowZeroInsideThePlot() {
    Series wild =
        new Series(
            "aio", false, List.of(new Point(0, 100, Optional.of(new Interval(-9000, 9200, 0.95)))));
    String svg =
        ThroughputChart.draw("c1", "t", "KB/s", List.of("write 16k"), List.of(wild), ENGINES)
            .markup();

    Matcher bar = Pattern.compile("d=\"m([\\d.]+) ([\\d.]+)v(-[\\d.]+)m").matcher(svg);
    assertThat(bar.find()).isTrue();
    double bottom = Double.parseDouble(bar.group(2));
    double height = -Double.parseDouble(bar.group(3));
    assertThat(bottom).isEqualTo(200.0);
    assertThat(height).isLessThanOrEqualTo(bottom).isGreaterThan(190);
  }

  @Test
  void shouldKeepTheMarksOfManyEnginesApart() {
    List<String> engines = List.of("a", "b", "c", "d", "e", "f", "g");
    List<Series> all = engines.stream().map(engine -> series(engine, 100)).toList();
    String svg =
        ThroughputChart.draw("c1", "t", "KB/s", List.of("write 16k", "read 16k"), all, engines)
            .markup();

    double[] bars =
        Pattern.compile("d=\"m([\\d.]+) [\\d.]+v-[\\d.]+m")
            .matcher(svg)
            .results()
            .mapToDouble(bar -> Double.parseDouble(bar.group(1)))
            .toArray();
    assertThat(bars).hasSize(engines.size());
    for (int i = 1; i < bars.length; i++) {
      assertThat(bars[i] - bars[i - 1]).isGreaterThan(9);
    }
  }

  @Test
  void shouldBeTheSameEveryTime() {
    assertThat(chart("c1", "t")).isEqualTo(chart("c1", "t"));
  }

  private static String chart(String id, String title) {
    return ThroughputChart.draw(
            id,
            title,
            "KB/s",
            List.of("write 16k", "read 16k"),
            List.of(series("psync", 100), series("threads", 110), series("aio", 120)),
            ENGINES)
        .markup();
  }

  private static Series series(String engine, double mean) {
    return new Series(
        engine,
        false,
        List.of(
            new Point(0, mean, Optional.of(new Interval(mean - 10, mean + 30, 0.95))),
            new Point(1, 2 * mean, Optional.empty())));
  }

  private static Document parse(String svg)
      throws ParserConfigurationException, SAXException, IOException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
