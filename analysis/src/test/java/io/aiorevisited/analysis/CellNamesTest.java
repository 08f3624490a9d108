package io.aiorevisited.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellNamesTest {

  @Test
  void shouldNameWhatDiffersAndSayOnceWhatDoesNot() {
    List<Cell> cells = new ArrayList<>();
    for (String state : List.of("written", "prealloc", "sparse")) {
      for (String cache : List.of("none", "writeback")) {
        cells.add(random(16, state, cache));
      }
    }
    CellNames names = CellNames.of(cells);

    assertThat(cells.stream().map(names::label))
        .containsExactly(
            "random write 4k written direct",
            "random write 4k written writeback",
            "random write 4k prealloc direct",
            "random write 4k prealloc writeback",
            "random write 4k sparse direct",
            "random write 4k sparse writeback");
    assertThat(names.common())
        .containsExactly("qd16", "unsplit", "huge pages", "placed free", "of 16M");
  }

  @Test
  void shouldKeepNamesShortWhereNothingDiffers() {
    List<Cell> of2009 = GeneratedRun.iozoneAndDd();

    assertThat(of2009.stream().map(CellNames.of(of2009)::label))
        .startsWith("iozone write 16k", "iozone read 16k")
        .endsWith("dd write 20M", "dd read 20M");
  }

  @Test
  void shouldNameDepthBuffersPlacementAndSize() {
    Cell one = random(1, "written", "none");
    Cell other =
        new Cell("", "random", "write", 4096, 16, 0, "written", "none", 32 << 20, "small", "apart");
    CellNames names = CellNames.of(List.of(one, other));

    assertThat(names.label(one)).isEqualTo("random write 4k qd1 huge pages placed free of 16M");
    assertThat(names.label(other))
        .isEqualTo("random write 4k qd16 small pages placed apart of 32M");
  }

  @Test
  void shouldCountBlocksThatAreSplitAndCallTheOthersQueueDepth() {
    List<Cell> cells = List.of(iozone(1), iozone(32), dd(1), dd(4), random(16, "written", "none"));
    CellNames names = CellNames.of(cells);

    assertThat(cells.stream().map(names::label))
        .containsExactly(
            "iozone read 16k qd1",
            "iozone read 16k qd32",
            "dd read 20M 1 block",
            "dd read 20M 4 blocks",
            "random write 4k");
    assertThat(cells.stream().map(CellNames::condition))
        .containsExactly(
            "iozone read 16k",
            "iozone read 16k qd32",
            "dd read 20M",
            "dd read 20M 4 blocks",
            "random write 4k qd16");
  }

  private static Cell iozone(int depth) {
    return TestRecords.cell("", "iozone", "read", 16384, depth, 0, "written", "none", 16 << 20);
  }

  private static Cell dd(int blocks) {
    return TestRecords.cell(
        "", "dd", "read", 20 << 20, 40 * blocks, 512 << 10, "written", "none", 400 << 20);
  }

  @Test
  void shouldNameACellForItselfByWhatIsNotTheDefault() {
    assertThat(CellNames.condition(random(16, "sparse", "writeback")))
        .isEqualTo("random write 4k qd16 sparse writeback");
    assertThat(CellNames.condition(random(1, "written", "none"))).isEqualTo("random write 4k");
  }

  private static Cell random(int depth, String state, String cache) {
    return TestRecords.cell("", "random", "write", 4096, depth, 0, state, cache, 16 << 20);
  }
}
