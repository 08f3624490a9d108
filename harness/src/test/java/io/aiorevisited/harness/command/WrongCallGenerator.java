package io.aiorevisited.harness.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes up command lines each of which is wrong in one way or more, from a seed. */
final class WrongCallGenerator {

  /** A call that would be right, and small. */
  private static final List<String> SOUND =
      List.of(
          "--profile",
          "smoke",
          "--engines",
          "psync",
          "--workloads",
          "iozone",
          "--block-sizes",
          "4k",
          "--size",
          "8k",
          "--rounds",
          "1");

  private final Random random;
  private final Path directory;

  /**
   * @param directory that holds a file {@code foreign} and nothing else
   */
  WrongCallGenerator(Random random, Path directory) {
    this.random = random;
    this.directory = directory;
  }

  List<String> next() {
    List<Supplier<List<String>>> kinds =
        List.of(
            this::unknownCommand,
            this::wrongValue,
            this::wrongValue,
            this::wrongValue,
            this::unknownOption,
            this::missingValue,
            this::repeatedOption,
            this::contradiction,
            this::badPath,
            this::strayWord,
            this::folderThatIsNone);
    return kinds.get(random.nextInt(kinds.size())).get();
  }

  private List<String> unknownCommand() {
    List<String> call = new ArrayList<>();
    call.add(oneOf("rnu", "Run", "RUN", "", " ", "measure", "--rounds", "-x", noise(1 + length())));
    if (random.nextBoolean()) {
      call.addAll(SOUND);
    }
    return call;
  }

  private List<String> wrongValue() {
    String option =
        oneOf(
            "--profile",
            "--engines",
            "--workloads",
            "--operations",
            "--target-state",
            "--cache",
            "--reference",
            "--block-sizes",
            "--size",
            "--rounds",
            "--split",
            "--margin",
            "--seed",
            "--budget",
            "--depth");
    String value =
        oneOf(
            "",
            ",",
            ",,",
            "0",
            "-1",
            "1.5",
            "NaN",
            "1e9",
            "16q",
            "99999999999999999999",
            "psync,aio,",
            "../..",
            "\u0661\u0662",
            noise(1 + length()),
            noise(5000));
    // Words that are right for one of the options.
    boolean right =
        option.equals("--seed") && value.matches("0|-1|\u0661\u0662")
            || option.equals("--margin") && value.isEmpty();
    List<String> call = run();
    int own = call.indexOf(option);
    if (own > 0) {
      call.subList(own, own + 2).clear();
    }
    call.addAll(List.of(option, right ? "x" : value));
    return call;
  }

  private List<String> unknownOption() {
    return run("--" + noise(1 + length()), random.nextBoolean() ? "1" : "--verify");
  }

  private List<String> missingValue() {
    List<String> call = run();
    call.add(oneOf("--seed", "--margin", "--budget", "--split", "--reference", "--target"));
    return call;
  }

  private List<String> repeatedOption() {
    String[] pair =
        oneOf(
            new String[] {"--profile", "smoke"},
            new String[] {"--size", "8k"},
            new String[] {"--rounds", "1"});
    return run(pair);
  }

  private List<String> contradiction() {
    return run(
        oneOf(
            new String[] {"--reference", "aio"},
            new String[] {"--split", "64k"},
            new String[] {"--depth", "4"},
            new String[] {"--block-sizes", "4096"},
            new String[] {"--block-sizes", "16k"},
            new String[] {"--block-sizes", "1000"},
            new String[] {"--workloads", "iozone"},
            new String[] {"--engines", "psync"},
            new String[] {"--engines", "null", "--verify"},
            new String[] {"--cache", "writeback", "--engines", "aio"}));
  }

  private List<String> badPath() {
    String foreign = directory.resolve("foreign").toString();
    return run(
        oneOf(
            new String[] {"--target", foreign},
            new String[] {"--target", foreign + "/" + letters()},
            new String[] {"--target", directory.resolve(letters()) + "/" + letters()},
            new String[] {"--target", "/proc/self/" + letters()},
            new String[] {"--target", directory.resolve("x".repeat(300)).toString()},
            new String[] {"--out", foreign},
            new String[] {"--out", directory.resolve("x".repeat(300)).toString()},
            new String[] {"--out", directory + "/long".repeat(1000)},
            new String[] {"--out", directory.toString()},
            new String[] {"--out", foreign + "/" + letters()},
            new String[] {"--out", "/proc/" + letters()}));
  }

  private List<String> strayWord() {
    return run(oneOf("quick", "psync", letters(), "@" + letters(), "-"));
  }

  private List<String> folderThatIsNone() {
    List<String> call = new ArrayList<>(List.of(oneOf("report", "resume")));
    if (random.nextInt(8) > 0) {
      call.add(
          oneOf(
              directory.toString(),
              directory.resolve("foreign").toString(),
              directory.resolve(letters()).toString(),
              directory.resolve("x".repeat(300)).toString(),
              "/dev/null",
              "/proc/self",
              "--" + letters()));
    }
    return call;
  }

  /** The sound call with {@code words} added; new values of its own options stand twice then. */
  private List<String> run(String... words) {
    List<String> call = new ArrayList<>(List.of("run"));
    if (!List.of(words).contains("--out")) {
      call.addAll(List.of("--out", directory.resolve("results").toString()));
    }
    call.addAll(SOUND);
    call.addAll(List.of(words));
    return call;
  }

  private int length() {
    return random.nextInt(12);
  }

  private String letters() {
    return "q"
        + random
            .ints(1 + length(), 'a', 'z' + 1)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
  }

  /** Characters of all kinds, line ends and quotes among them; none that ends a C string. */
  private String noise(int characters) {
    return "~"
        + random
            .ints(characters, 0, NOISE.length())
            .mapToObj(i -> String.valueOf(NOISE.charAt(i)))
            .collect(Collectors.joining());
  }

  private static final String NOISE =
      "abz019 =,.:;-_/\\'\"$%&@#!?*()[]{}<>|\n\r\t\u001b\u00e4\u4e16\ud800";

  @SafeVarargs
  private <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
