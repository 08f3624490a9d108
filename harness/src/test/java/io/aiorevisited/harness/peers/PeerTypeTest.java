package io.aiorevisited.harness.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.engines.catalog.EngineType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PeerTypeTest {

  private static final Cell PLAIN = PeerProgramsTest.cell("iozone", 16 << 10, 1, 0, "read");

  @Test
  void shouldHoldTheTableOfTheDocsToTheCode() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "options.md"));
    int start = page.indexOf("### Programs of others");
    String section = page.substring(start, page.indexOf("\n### ", start + 1));

    assertThat(section.lines().filter(line -> line.startsWith("| `")).toList())
        .containsExactlyElementsOf(Arrays.stream(PeerType.values()).map(this::row).toList());
  }

  private String row(PeerType peer) {
    PeerType.PeerTraits traits = peer.traits();
    return "| `%s` | %s | %s | %s | %s | %s | %s |"
        .formatted(
            peer.label(),
            names(peer.counterparts().stream().map(EngineType::label)),
            words(traits.workloads().stream()),
            traits.splits() ? "as `--split` says" : "whole",
            traits.mostBlocks() == 1 ? "1" : "any",
            words(traits.caches().stream()),
            peer.program().debianPackage());
  }

  private static String names(Stream<String> names) {
    return names.map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static <E extends Enum<E>> String words(Stream<E> constants) {
    return constants
        .sorted(Comparator.comparingInt(Enum::ordinal))
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  @Test
  void shouldSayWhyAProgramCanNotDoACell() {
    Cell split = PeerProgramsTest.cell("dd", 20 << 20, 40, 512 << 10, "read");
    Cell random = PeerProgramsTest.cell("random", 16 << 10, 16, 0, "read");

    assertThat(PeerType.values()).allMatch(peer -> peer.whyNot(PLAIN).isEmpty());
    assertThat(PeerType.FIO_LIBAIO.whyNot(split)).isEmpty();
    assertThat(PeerType.FIO_LIBAIO.whyNot(random)).isEmpty();
    assertThat(PeerType.DD.whyNot(split)).hasValue("dd sends blocks whole, as --split none does");
    assertThat(PeerType.DD.whyNot(random)).hasValue("dd has no random order of blocks");
    assertThat(PeerType.FIO_LIBAIO.whyNot(cached("writeback")))
        .hasValue("fio-libaio does not do cache mode writeback");
    assertThat(PeerType.FIO_PSYNC.whyNot(cached("writethrough"))).isEmpty();
    assertThat(PeerType.QEMU_IMG_THREADS.whyNot(cached("writethrough"))).isPresent();
    assertThat(PeerType.FIO_PSYNC.whyNot(state("sparse")))
        .hasValue("fio-psync does not do targets that are sparse");
  }

  @Test
  void shouldBeFoundByItsNameAndShareNoneWithAnEngine() {
    for (PeerType peer : PeerType.values()) {
      assertThat(PeerType.find(peer.label())).hasValue(peer);
      assertThat(EngineType.find(peer.label())).isEqualTo(Optional.empty());
      assertThat(peer.counterparts()).isNotEmpty();
    }
  }

  private static Cell cached(String mode) {
    return new Cell(
        "", "iozone", "write", 16 << 10, 1, 0, "written", mode, 8 << 20, "small", "free");
  }

  private static Cell state(String state) {
    return new Cell("", "iozone", "write", 16 << 10, 1, 0, state, "none", 8 << 20, "small", "free");
  }
}
