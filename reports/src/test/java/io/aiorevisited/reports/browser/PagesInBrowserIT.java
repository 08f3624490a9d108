package io.aiorevisited.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.aiorevisited.analysis.charts.ChartSupport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens pages of many shapes in Chromium, wide and narrow, light, dark and printed, and measures
 * the boxes of all that is on them.
 */
class PagesInBrowserIT {

  /** How a page is looked at; on paper it is as wide as A4 between its margins. */
  private record Look(String medium, int widthPixels) {}

  private static final List<Look> LOOKS =
      List.of(new Look("screen", 1280), new Look("screen", 390), new Look("print", 718));

  private static final String POLICY_START = "<meta http-equiv=\"Content-Security-Policy\"";

  @TempDir Path temp;
  private Chromium chromium;

  @BeforeEach
  void needChromiumAndFonts() {
    Optional<Chromium> found = Chromium.find();
    assumeThat(found).as("a Chromium is installed").isPresent();
    assumeThat(ChartSupport.missing()).as("charts can be drawn here").isEmpty();
    chromium = found.get();
  }

  @Test
  void shouldCutNothingOffAndOverlapNothing() throws Exception {
    Path pages = Files.createDirectory(temp.resolve("pages"));
    List<List<String>> frames = List.of(new ArrayList<>(), new ArrayList<>());
    List<Path> written = PageShapes.write(pages);
    for (int i = 0; i < written.size(); i++) {
      Path page = written.get(i);
      Path measured = pages.resolve("measured-" + page.getFileName());
      Files.writeString(measured, withScript(Files.readString(page)));
      List<String> ofBrowser = frames.get(i % 2); // large pages stand beside each other
      ofBrowser.add(frame(page, "untouched", 1280));
      LOOKS.forEach(look -> ofBrowser.add(frame(measured, look.medium(), look.widthPixels())));
      if (i == 0) { // its colours are those of all
        ofBrowser.add(frame(measured, "dark", 390));
      }
    }
    List<CompletableFuture<Void>> browsers =
        List.of(look(pages, "first", frames.get(0)), look(pages, "second", frames.get(1)));
    for (CompletableFuture<Void> browser : browsers) {
      browser.get();
    }
  }

  /** Looks at some of the frames in a browser of its own. */
  private CompletableFuture<Void> look(Path pages, String name, List<String> frames) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            Path all = pages.resolve(name + ".html");
            Files.writeString(all, around(frames));
            assertNothingFound(
                chromium.open(all, Files.createDirectory(temp.resolve(name))), frames.size());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void assertNothingFound(Chromium.Visit visit, int frames) {
    assertThat(visit.console()).isEmpty();
    Matcher result = Pattern.compile("<pre>(.*?)</pre>", Pattern.DOTALL).matcher(visit.document());
    assertThat(result.find()).as(visit.document()).isTrue();
    List<String> lines = result.group(1).lines().toList();
    assertThat(lines).as("frames measured").last().isEqualTo(frames + " frames");
    assertThat(lines.subList(0, lines.size() - 1)).isEmpty();
  }

  private static String frame(Path page, String medium, int width) {
    return "[\"" + page.getFileName() + "\", \"" + medium + "\", " + width + "]";
  }

  /** Lets our own script run where the page itself allows none. */
  private static String withScript(String page) throws IOException {
    int policy = page.indexOf(POLICY_START);
    String open =
        policy < 0
            ? page
            : page.substring(0, policy) + page.substring(page.indexOf('>', policy) + 1);
    return open.replace("</head>", "<script>" + resource("measure.js") + "</script></head>");
  }

  /** A page that opens one frame after the other and writes down what each reports. */
  private static String around(List<String> frames) throws IOException {
    return resource("frames.html").replace("FRAMES", String.join(",\n", frames));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PagesInBrowserIT.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
