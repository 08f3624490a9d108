package io.aiorevisited.analysis.charts.draw;

/**
 * Room around a plot that scales and labels write into, in pixels.
 *
 * @param left of the plot
 * @param right of the plot
 * @param above the plot
 * @param below the plot
 */
public record Space(int left, int right, int above, int below) {

  public static final Space NONE = new Space(0, 0, 0, 0);

  /** Returns the room that both need. */
  public Space with(Space other) {
    return new Space(
        Math.max(left, other.left),
        Math.max(right, other.right),
        Math.max(above, other.above),
        Math.max(below, other.below));
  }
}
