package io.aiorevisited.harness.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.Guests;
import io.aiorevisited.analysis.claims.Mail2009;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.harness.peers.PeerType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuestTypeTest {

  @Test
  void shouldHoldTheTableOfTheDocsToTheCode() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "options.md"));
    int start = page.indexOf("### Guests");
    String section = page.substring(start, page.indexOf("\n### ", start + 1));

    assertThat(section.lines().filter(line -> line.startsWith("| `")).toList())
        .containsExactlyElementsOf(
            Arrays.stream(GuestType.values()).map(GuestTypeTest::row).toList());
  }

  private static String row(GuestType guest) {
    return "| `%s` | `aio=%s` | %s | iozone, dd | by the guest's kernel | 1 | none |"
        .formatted(
            guest.label(),
            guest.aio(),
            guest == GuestType.REFERENCE ? "" : "`" + GuestType.REFERENCE.label() + "`");
  }

  @Test
  void shouldSayWhyAGuestCanNotDoACell() {
    assertThat(GuestType.values())
        .allMatch(guest -> guest.whyNot(cell("iozone", "none", "written", 1, 0)).isEmpty())
        .allMatch(guest -> guest.whyNot(cell("dd", "none", "device", 40, 512 << 10)).isEmpty());
    GuestType guest = GuestType.GUEST_NATIVE;
    assertThat(guest.whyNot(cell("random", "none", "written", 1, 0)))
        .hasValue("guest-native has no random workload");
    assertThat(guest.whyNot(cell("iozone", "writeback", "written", 1, 0)))
        .hasValue("guest-native does not do cache mode writeback");
    assertThat(guest.whyNot(cell("iozone", "none", "sparse", 1, 0)))
        .hasValue("guest-native does not do targets that are sparse");
    assertThat(guest.whyNot(cell("iozone", "none", "written", 4, 0)))
        .hasValue("guest-native has one block in flight");
    assertThat(guest.whyNot(cell("dd", "none", "written", 1, 0)))
        .hasValue("guest-native splits the blocks of dd, as every guest's kernel does");
  }

  @Test
  void shouldBeKnownToTheAnalysisByItsName() {
    assertThat(GuestType.REFERENCE.label()).isEqualTo(Guests.REFERENCE);
    assertThat(Mail2009.guests())
        .allMatch(label -> GuestType.find(label).isPresent())
        .containsExactly(GuestType.GUEST_THREADS.label(), GuestType.GUEST_NATIVE.label());
    for (GuestType guest : GuestType.values()) {
      assertThat(Guests.isGuest(guest.label())).isTrue();
      assertThat(GuestType.find(guest.label())).hasValue(guest);
      assertThat(EngineType.find(guest.label())).isEmpty();
      assertThat(PeerType.find(guest.label())).isEmpty();
    }
    assertThat(EngineType.values()).noneMatch(engine -> Guests.isGuest(engine.label()));
    assertThat(PeerType.values()).noneMatch(peer -> Guests.isGuest(peer.label()));
  }

  @Test
  void shouldFindWishesAgainInTheManifest() {
    GuestWishes wishes = new GuestWishes(Optional.of(Path.of("/boot/vmlinuz")), Accelerator.TCG);

    assertThat(GuestWishes.of(wishes.facts())).isEqualTo(wishes);
    assertThat(GuestWishes.of(GuestWishes.NONE.facts())).isEqualTo(GuestWishes.NONE);
    assertThat(GuestWishes.of(Map.of("jdk", "17"))).isEqualTo(GuestWishes.NONE);
    assertThat(GuestWishes.in(Map.of("jdk", "17"))).isEmpty();
    assertThat(GuestWishes.in(wishes.facts())).isEqualTo(wishes.facts());
  }

  private static Cell cell(String workload, String cache, String state, int depth, int split) {
    return new Cell(
        "", workload, "read", 20 << 20, depth, split, state, cache, 80 << 20, "small", "free");
  }
}
