package io.aiorevisited.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Stopping;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.harness.plan.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/**
 * Holds {@code docs/options.md} against the command line: neither may know what the other lacks.
 */
class OptionsPageTest {
  private static final Pattern SECTION = Pattern.compile("(?m)^## `(\\w+)`$");
  private static final Pattern ENGINE = Pattern.compile("(?m)^\\| `([a-z0-9_-]+)` \\|");
  private static final Pattern OPTION = Pattern.compile("(?m)^\\| `(--[a-z-]+)");

  @Test
  void shouldDescribeEveryCommandAndOptionAndNoOther() throws IOException {
    String page = page();
    CommandLine root = CommandLines.build(new String[0], System.out, System.err);

    assertThat(all(SECTION, page)).isEqualTo(root.getSubcommands().keySet());
    Set<String> ofRun = all(OPTION, section(page, "run"));
    root.getSubcommands()
        .forEach(
            (name, command) -> {
              Set<String> described = all(OPTION, section(page, name));
              if (name.equals("profile")) {
                described.addAll(ofRun); // it takes those of run that choose cells and target
                assertThat(described).as(name).containsAll(optionsOf(command));
              } else {
                assertThat(described).as(name).isEqualTo(optionsOf(command));
              }
            });
  }

  @Test
  void shouldDescribeEveryEngineAndNoOther() throws IOException {
    String page = page();
    int start = page.indexOf("### Engines");
    String engines = page.substring(start, page.indexOf("\n### ", start));
    Set<String> labels =
        Stream.of(EngineType.values()).map(EngineType::label).collect(Collectors.toSet());

    assertThat(all(ENGINE, engines)).isEqualTo(labels);
  }

  /** Of the profile that ends by itself, the pilot. */
  @ParameterizedTest
  @EnumSource(Profile.class)
  void shouldSayOnThePageAndInTheHelpHowManyRoundsAProfileHas(Profile profile) throws IOException {
    int rounds = profile.stopping().map(Stopping::pilotRounds).orElseGet(profile::rounds);
    CommandLine run =
        CommandLines.build(new String[0], System.out, System.err).getSubcommands().get("run");
    String help = String.join("\n", run.getCommandSpec().findOption("--profile").description());

    assertThat(lineOf("| `" + profile.label() + "`", page())).contains(" " + rounds + " rounds");
    assertThat(lineOf(profile.label() + "  ", help)).contains(" " + rounds + " rounds");
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void shouldSayWhichArgumentsTheJvmsOfAProfileHave(Profile profile) throws IOException {
    String args =
        profile.jvmArgs().isEmpty() ? "none" : "`" + String.join(" ", profile.jvmArgs()) + "`";

    assertThat(lineOf("| `" + profile.label() + "`", page())).endsWith("| " + args + " |");
  }

  private static String lineOf(String start, String text) {
    return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "options.md"));
  }

  private static Set<String> optionsOf(CommandLine command) {
    Set<String> names = new TreeSet<>();
    command.getCommandSpec().options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .forEach(option -> names.addAll(List.of(option.names())));
    return names;
  }

  private static String section(String page, String name) {
    int start = page.indexOf("## `" + name + "`");
    int end = page.indexOf("\n## ", start);
    return page.substring(start, end < 0 ? page.length() : end);
  }

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
