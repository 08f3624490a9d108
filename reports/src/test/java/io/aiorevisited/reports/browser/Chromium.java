package io.aiorevisited.reports.browser;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Chromium that is installed here, run without a window. */
final class Chromium {

  /** A hang, not a measure of speed. */
  private static final long HANGS_AFTER_SECONDS = 240;

  /** What a page may take in the browser's own time, which waits for nothing. */
  private static final long PAGE_MILLIS = 120_000;

  private final Path program;

  private Chromium(Path program) {
    this.program = program;
  }

  /** Finds it on the path; empty where none is installed. */
  static Optional<Chromium> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Chromium::new);
  }

  /** A page after its scripts have run, and what was said on the console. */
  record Visit(String document, List<String> console) {}

  /** Opens a page. */
  Visit open(Path page, Path scratch) throws IOException, InterruptedException {
    Path document = scratch.resolve("document.html");
    Path log = scratch.resolve("chromium.log");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--window-size=1600,1200",
                "--user-data-dir=" + scratch.resolve("profile"),
                "--enable-logging=stderr",
                "--virtual-time-budget=" + PAGE_MILLIS,
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(document.toFile())
            .redirectError(log.toFile())
            .start();
    boolean ended = process.waitFor(HANGS_AFTER_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(log, StandardCharsets.UTF_8);
    if (!ended || process.exitValue() != 0) {
      throw new IllegalStateException("Chromium did not end well: " + said);
    }
    return new Visit(
        Files.readString(document, StandardCharsets.UTF_8),
        said.lines().filter(Pattern.compile(":CONSOLE").asPredicate()).toList());
  }
}
