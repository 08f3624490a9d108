package io.aiorevisited.harness.profilers;

import io.aiorevisited.analysis.profile.CollapsedStacks;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import one.convert.Arguments;
import one.convert.FlameGraph;
import one.convert.JfrToFlame;
import one.jfr.JfrReader;
import one.jfr.event.Event;

/** Turns recordings of async-profiler into stacks as text and into pages that need no network. */
public final class FlameGraphs {
  private FlameGraphs() {}

  /**
   * Reads what made the samples of a recording: {@code perf_events}, {@code ctimer}, {@code itimer}
   * or {@code wall}. Async-profiler takes another event than it was asked for where it may not have
   * that one, and says so only here.
   *
   * @throws IOException if it can't be read
   */
  public static String eventOf(Path jfr) throws IOException {
    try (JfrReader reader = new JfrReader(jfr.toString())) {
      // Settings are known once the events have been gone through.
      Event event = reader.readEvent();
      while (event != null) {
        event = reader.readEvent();
      }
      return reader.settings.getOrDefault("engine", "unknown");
    }
  }

  /**
   * Writes the stacks as text, threads by what they are there for: a pool's workers as one.
   *
   * @throws IOException if the recording can't be read or the text not be written
   */
  public static void collapse(Path jfr, Path collapsed) throws IOException {
    Path raw = collapsed.resolveSibling(collapsed.getFileName() + ".raw");
    try {
      JfrToFlame.convert(
          jfr.toString(), raw.toString(), new Arguments("--threads", "--output", "collapsed"));
      write(byRole(CollapsedStacks.read(raw)), collapsed);
    } finally {
      Files.deleteIfExists(raw);
    }
  }

  private static Map<String, Long> byRole(CollapsedStacks stacks) {
    Map<String, Long> counts = new TreeMap<>();
    for (CollapsedStacks.Stack stack : stacks.stacks()) {
      String thread = "[" + threadName(stack.frames().get(0)) + "]";
      String calls = String.join(";", stack.frames().subList(1, stack.frames().size()));
      counts.merge(calls.isEmpty() ? thread : thread + ";" + calls, stack.count(), Long::sum);
    }
    return counts;
  }

  /**
   * Makes {@code [aio-worker-7 tid=123]} {@code aio-worker}, and names JMH's thread for its part.
   */
  static String threadName(String frame) {
    String name = frame.replaceAll("^\\[|( tid=\\d+)?]$", "");
    if (name.contains("-jmh-worker-")) {
      return "home thread";
    }
    return name.replaceAll("[-#]?\\d+$", "");
  }

  private static void write(Map<String, Long> counts, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Map.Entry<String, Long> stack : counts.entrySet()) {
        out.write(stack.getKey() + " " + stack.getValue() + "\n");
      }
    }
  }

  /**
   * Draws stacks.
   *
   * @throws IOException if they can't be read or the page not be written
   */
  public static void draw(Path collapsed, Path html, String title) throws IOException {
    dump(FlameGraph.parse(collapsed.toString(), titled(title)), html);
  }

  /**
   * Draws {@code to} with each frame coloured by how much more or less there is of it than in
   * {@code from}.
   *
   * @throws IOException if they can't be read or the page not be written
   */
  public static void drawDifference(Path from, Path to, Path html, String title)
      throws IOException {
    FlameGraph graph = FlameGraph.parse(to.toString(), titled(title));
    graph.diff(FlameGraph.parse(from.toString(), titled(title)));
    dump(graph, html);
  }

  private static Arguments titled(String title) {
    return new Arguments("--title", title);
  }

  private static void dump(FlameGraph graph, Path html) throws IOException {
    try (OutputStream out = Files.newOutputStream(html)) {
      graph.dump(out);
    }
  }
}
