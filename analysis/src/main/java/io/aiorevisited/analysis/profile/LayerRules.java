package io.aiorevisited.analysis.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The table of rules that puts a stack into a layer; {@code layers.txt} beside this class holds it
 * and says how it is read.
 */
public final class LayerRules {
  private static final String RESOURCE = "layers.txt";

  private enum Where {
    THREAD,
    ANYWHERE,
    LEAF,
    NEAREST
  }

  private record Rule(Layer layer, Where where, Pattern pattern) {}

  private final List<Rule> rules;

  private LayerRules(List<Rule> rules) {
    this.rules = rules;
  }

  /** Reads the rules that come with the program. */
  public static LayerRules builtIn() {
    try (InputStream in = LayerRules.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the table of layers is missing: " + RESOURCE);
      }
      return read(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the table of layers can't be read: " + RESOURCE, e);
    }
  }

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException if a line is not a rule, with its number
   */
  static LayerRules read(Reader table) throws IOException {
    List<Rule> rules = new ArrayList<>();
    BufferedReader lines = new BufferedReader(table);
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        rules.add(rule(line, number));
      }
    }
    return new LayerRules(List.copyOf(rules));
  }

  private static Rule rule(String line, int number) {
    String[] words = line.trim().split("\\s+", 3);
    try {
      if (words.length < 3) {
        throw new IllegalArgumentException("a rule is: layer where pattern");
      }
      return new Rule(Layer.ofKey(words[0]), where(words[1]), Pattern.compile(words[2].trim()));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line " + number + ": " + e.getMessage() + ": " + line, e);
    }
  }

  private static Where where(String word) {
    return switch (word) {
      case "thread" -> Where.THREAD;
      case "anywhere" -> Where.ANYWHERE;
      case "leaf" -> Where.LEAF;
      case "nearest" -> Where.NEAREST;
      default ->
          throw new IllegalArgumentException(
              "where is thread, anywhere, leaf or nearest, not " + word);
    };
  }

  /** Returns the layer of a stack, {@link Layer#UNKNOWN} where no rule speaks of it. */
  public Layer layerOf(List<String> frames) {
    List<String> calls = frames.subList(1, frames.size());
    return first(Where.THREAD, frames.subList(0, 1))
        .or(() -> first(Where.ANYWHERE, calls))
        .or(() -> innermost(calls))
        .orElse(Layer.UNKNOWN);
  }

  /** Asks the rules of one kind from top to bottom, each of all frames. */
  private Optional<Layer> first(Where where, List<String> frames) {
    return rules.stream()
        .filter(rule -> rule.where() == where && frames.stream().anyMatch(f -> matches(rule, f)))
        .map(Rule::layer)
        .findFirst();
  }

  /** Goes from the leaf outwards as long as the frames are of the leaf's kind. */
  private Optional<Layer> innermost(List<String> calls) {
    for (int i = calls.size() - 1; i >= 0; i--) {
      if (FrameKind.of(calls.get(i)) != FrameKind.of(calls.get(calls.size() - 1))) {
        return Optional.empty();
      }
      List<String> frame = calls.subList(i, i + 1);
      Optional<Layer> layer = first(Where.NEAREST, frame);
      if (layer.isEmpty() && i == calls.size() - 1) {
        layer = first(Where.LEAF, frame);
      }
      if (layer.isPresent()) {
        return layer;
      }
    }
    return Optional.empty();
  }

  private static boolean matches(Rule rule, String frame) {
    return rule.pattern().matcher(FrameKind.nameOf(frame)).find();
  }
}
