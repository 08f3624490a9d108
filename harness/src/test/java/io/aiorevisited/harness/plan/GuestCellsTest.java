package io.aiorevisited.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.harness.guest.GuestType;
import io.aiorevisited.harness.guest.GuestWishes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuestCellsTest {

  private static final Path TARGET = Path.of("/data/target");

  @Test
  void shouldHoldGuestsAgainstTheOneOnThreadsAndNothingElse() {
    Plan plan = PlanBuilder.build(request(TestRequests.THREE, GuestType.values()), TARGET);

    assertThat(plan.guests())
        .hasSize(8)
        .allMatch(c -> c.reference().equals("guest-threads"))
        .extracting(Plan.PlannedComparison::engine)
        .containsOnly("guest-native", "guest-io_uring");
    assertThat(plan.cells()).filteredOn(c -> c.engine().equals("guest-threads")).hasSize(4);
    assertThat(plan.family()).noneMatch(c -> c.engine().startsWith("guest-"));
    assertThat(plan.agreements()).isEmpty();
    assertThat(plan.primary()).noneMatch(q -> q.engine().startsWith("guest-"));
    assertThat(plan.referenceEngine()).isEqualTo("threads");
  }

  @Test
  void shouldSayWhatIsHeldAgainstWhat() {
    RunRequest whole = request(TestRequests.THREE, GuestType.values());
    RunRequest alone = request(TestRequests.THREE, GuestType.GUEST_NATIVE);

    assertThat(GuestCells.lines(whole, PlanBuilder.build(whole, TARGET)))
        .containsExactly(
            "  guest    guest-native against guest-threads",
            "  guest    guest-io_uring against guest-threads");
    assertThat(GuestCells.lines(alone, PlanBuilder.build(alone, TARGET)))
        .containsExactly(
            "  guest    guest-native has nothing to be held against: add guest-threads to --engines");
    assertThat(PlanBuilder.build(alone, TARGET).guests()).isEmpty();
  }

  @Test
  void shouldRefuseGuestsAlone() {
    assertThatExceptionOfType(WrongCallException.class)
        .isThrownBy(() -> PlanBuilder.build(request(List.of(), GuestType.GUEST_THREADS), TARGET))
        .withMessageContaining("add one, such as psync");
  }

  private static RunRequest request(List<EngineType> engines, GuestType... guests) {
    return TestRequests.withGuests(
        TestRequests.of(engines, List.of()), new GuestRequest(List.of(guests), GuestWishes.NONE));
  }
}
