package io.aiorevisited.analysis.charts.draw;

import io.aiorevisited.analysis.charts.draw.Lettering.Role;
import java.awt.Dimension;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.knowm.xchart.internal.chartpart.Chart;
import org.w3c.dom.Document;

/**
 * A chart as an inline SVG element.
 *
 * @param markup the element; it needs the page's colour variables
 */
public record Svg(String markup) {

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final Pattern BODY = Pattern.compile("<svg[^>]*>(.*)</svg\\s*>", Pattern.DOTALL);

  /** A sentinel, in the attribute that it fills where it is all of that. */
  private static final Pattern PAINT =
      Pattern.compile("fill=\"(rgb\\(1,\\d+,\\d+\\))\"|rgb\\(1,\\d+,\\d+\\)");

  private static final Pattern LINE_BREAK = Pattern.compile("\\n\\s*");
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->");
  private static final Pattern GAP = Pattern.compile(">\\s+<");
  private static final Pattern LAST_SPACE = Pattern.compile("\\s+(/?>)");
  private static final Pattern ID = Pattern.compile("(id=\"|url\\(#)");
  private static final Pattern CLEAR =
      Pattern.compile(
          "<g fill=\"rgb\\(0,0,0\\)\" fill-opacity=\"0\"[^>]*>\\s*(?:<rect[^>]*/>\\s*)+</g\\s*>");
  private static final Pattern EMPTY_GROUP =
      Pattern.compile("<(g|defs)[^>]*/>|<(g|defs)[^>]*>\\s*</\\2\\s*>");

  /** What Batik repeats on every group although it is the default, or has no meaning here. */
  private static final Pattern NOISE =
      Pattern.compile(
          " (?:stroke-dasharray=\"none\""
              + "|shape-rendering=\"(?:auto|crispEdges|geometricPrecision)\""
              + "|text-rendering=\"(?:auto|optimizeLegibility|geometricPrecision)\""
              + "|color-rendering=\"(?:auto|optimizeQuality)\""
              + "|color-interpolation=\"auto\""
              + "|image-rendering=\"(?:auto|optimizeQuality)\""
              + "|font-family=\"(?:sans-serif|'Dialog')\""
              + "|font-style=\"normal\""
              + "|font-weight=\"normal\")");

  /** What stands in place of a sentinel; no class unless it is that of a text. */
  private record Paint(String css, String styleClass) {}

  private static final Map<String, Paint> PAINTS = paints();

  private static Map<String, Paint> paints() {
    Map<String, Paint> paints = new HashMap<>();
    for (Ink ink : Ink.values()) {
      paints.put(ink.svggenName(), new Paint(ink.css(), ""));
      for (Role role : Role.values()) {
        paints.put(ink.svggenName(role), new Paint(ink.css(), role.styleClass()));
      }
    }
    return paints;
  }

  /**
   * Draws a chart.
   *
   * @param chart drawn at its own size; the page may scale it
   * @param scales axes, which write into the room around the chart
   * @param space room around the chart that its annotations draw into
   * @param id unique in the page; prefix of every id inside
   * @param title what the chart is
   * @param description what it shows, for those who can't see it
   */
  static Svg of(
      Chart<?, ?> chart,
      List<Scale> scales,
      Space space,
      String id,
      String title,
      String description) {
    int width = space.left() + chart.getWidth() + space.right();
    int height = space.above() + chart.getHeight() + space.below();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
    context.setComment(null);
    context.setPrecision(1);
    SVGGraphics2D graphics = new SVGGraphics2D(context, false);
    graphics.setSVGCanvasSize(new Dimension(width, height));
    graphics.translate(space.left(), space.above());
    // Scales lie under the series.
    scales.forEach(scale -> scale.paint(graphics));
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    StringWriter writer = new StringWriter();
    try {
      graphics.stream(writer);
    } catch (SVGGraphics2DIOException e) {
      throw new IllegalStateException("can't draw the chart '" + title + "'", e);
    }
    Matcher body = BODY.matcher(writer.toString());
    if (!body.find()) {
      throw new IllegalStateException("no SVG came of the chart '" + title + "'");
    }
    return new Svg(
        String.format(
            Locale.ROOT,
            "<svg class=\"chart\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                + " aria-labelledby=\"%s-t %s-d\"><title id=\"%s-t\">%s</title>"
                + "<desc id=\"%s-d\">%s</desc>%s</svg>",
            width,
            height,
            width,
            height,
            id,
            id,
            id,
            escape(title),
            id,
            escape(description),
            tidy(body.group(1), id)));
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java has no XML parser", e);
    }
  }

  private static String tidy(String drawn, String id) {
    // Paths are most of a drawing: all others have less to look through once these are short.
    String text = PathData.shorten(LINE_BREAK.matcher(drawn).replaceAll(" "));
    text = ID.matcher(text).replaceAll("$1" + id + "-");
    text = NOISE.matcher(text).replaceAll("");
    text = PAINT.matcher(text).replaceAll(Svg::inked);
    text = GAP.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll("><");
    text = CLEAR.matcher(text).replaceAll("");
    for (String before = ""; !before.equals(text); ) {
      before = text;
      text = EMPTY_GROUP.matcher(text).replaceAll("");
    }
    return LAST_SPACE.matcher(text).replaceAll("$1");
  }

  /** Turns a sentinel into its variable, and one that fills a text into a class as well. */
  private static String inked(MatchResult paint) {
    boolean fills = paint.group(1) != null;
    Paint found = PAINTS.get(fills ? paint.group(1) : paint.group());
    if (found == null) {
      return Matcher.quoteReplacement(paint.group()); // a colour that stands for nothing
    }
    if (!fills) {
      return found.css();
    }
    return (found.styleClass().isEmpty() ? "" : "class=\"" + found.styleClass() + "\" ")
        + "fill=\""
        + found.css()
        + "\"";
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public String toString() {
    return markup;
  }
}
