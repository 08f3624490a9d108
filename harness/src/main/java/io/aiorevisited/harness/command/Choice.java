package io.aiorevisited.harness.command;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one word of a closed list.
 *
 * @param noun what the list is of, for example {@code engine}
 * @param values what can be chosen
 * @param label the word of a value
 */
record Choice<T>(String noun, List<T> values, Function<T, String> label)
    implements ITypeConverter<T> {

  @Override
  public T convert(String word) {
    for (T value : values) {
      if (label.apply(value).equals(word)) {
        return value;
      }
    }
    String words = values.stream().map(label).collect(Collectors.joining(", "));
    String nearest =
        values.stream().map(label).min(Comparator.comparingInt(w -> distance(w, word))).orElse("");
    boolean near = distance(nearest, word) <= 1 + nearest.length() / 3;
    throw new TypeConversionException(
        "there is no "
            + noun
            + " '"
            + word
            + "'"
            + (near ? "; did you mean " + nearest + "?" : "")
            + " (there are "
            + words
            + ")");
  }

  /** Levenshtein's distance: letters to put in, take out or change. */
  static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    Arrays.setAll(previous, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
