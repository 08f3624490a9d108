package io.aiorevisited.workloads.targets.place;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the small text files that the kernel shows. */
public final class KernelText {
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  private KernelText() {}

  /** Undoes the octal escapes of blanks and backslashes in procfs; bytes are read as UTF-8. */
  public static String unescape(String field) {
    Matcher matcher = OCTAL.matcher(field);
    String latin1 =
        matcher.replaceAll(
            match ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(match.group(1), 8))));
    return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** The kernel's current clock source, for example {@code tsc}; empty where it doesn't tell. */
  public static Optional<String> clockSource(SystemTrees trees) {
    return read(trees.sys().resolve("devices/system/clocksource/clocksource0/current_clocksource"));
  }

  /** The file's content without blanks around it; empty where it isn't there or says nothing. */
  public static Optional<String> read(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IOException e) {
      // An attribute that this kernel or device doesn't have, or doesn't show to this user.
      return Optional.empty();
    }
  }
}
