package io.aiorevisited.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TestRecords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BlockOrderTest {

  private static final List<Cell> CELLS =
      Stream.of("write", "read")
          .flatMap(
              operation ->
                  Stream.of("psync", "threads", "aio")
                      .map(
                          engine ->
                              TestRecords.cell(
                                  engine, "iozone", operation, 4096, 1, 0, "written", "none",
                                  8192)))
          .toList();

  @Test
  void shouldRunEveryCellOnceARoundAndTheReferenceOnceMoreAsControl() {
    for (List<PlannedTrial> round : rounds(plan(7, 20))) {
      assertThat(round).hasSize(CELLS.size() + 2);
      assertThat(round.stream().filter(trial -> !trial.control()).map(PlannedTrial::cell))
          .containsExactlyInAnyOrderElementsOf(CELLS);
      assertThat(round.stream().filter(PlannedTrial::control).map(PlannedTrial::cell))
          .containsExactlyInAnyOrder(CELLS.get(1), CELLS.get(4));
    }
  }

  @Test
  void shouldNumberTrialsInOrderOfRunning() {
    List<PlannedTrial> all = BlockOrder.trials(BlockOrder.of(plan(7, 3)));

    assertThat(all)
        .extracting(PlannedTrial::trial)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 24).boxed().toList());
    assertThat(all.get(7).round()).isEqualTo(1);
    assertThat(all.get(8).round()).isEqualTo(2);
  }

  @Test
  void shouldGiveTheSameOrderForTheSameSeedAndAnotherForAnother() {
    assertThat(BlockOrder.of(plan(42, 6))).isEqualTo(BlockOrder.of(plan(42, 6)));
    assertThat(BlockOrder.of(plan(42, 6))).isNotEqualTo(BlockOrder.of(plan(43, 6)));
  }

  @Test
  void shouldKeepTheOrderOfEarlierRoundsWhenRoundsAreAdded() {
    assertThat(rounds(plan(42, 9)).subList(0, 6)).isEqualTo(rounds(plan(42, 6)));
  }

  @Test
  void shouldGiveEachRoundAnOrderOfItsOwn() {
    Set<List<String>> orders = new HashSet<>();
    List<List<PlannedTrial>> rounds = rounds(plan(1, 30));
    for (List<PlannedTrial> round : rounds) {
      List<String> order = new ArrayList<>();
      round.forEach(trial -> order.add(trial.cell() + " " + trial.control()));
      orders.add(order);
    }
    // 8! orders: two of thirty alike would be a chance of one in a hundred, and the seed is fixed.
    assertThat(orders).hasSize(rounds.size());
  }

  @Test
  void shouldLetEveryArmComeFirstNowAndThen() {
    Set<String> firsts = new HashSet<>();
    rounds(plan(1, 200))
        .forEach(round -> firsts.add(round.get(0).cell() + " " + round.get(0).control()));

    assertThat(firsts).hasSize(CELLS.size() + 2);
  }

  @Test
  void shouldPutAllArmsOfAConditionIntoOneBlockWhereTheyTakeTurns() {
    Plan plan = TestRecords.takingTurns(plan(7, 20));

    List<PlannedBlock> blocks = BlockOrder.of(plan);

    assertThat(blocks).hasSize(2 * 20);
    assertThat(blocks)
        .extracting(PlannedBlock::block)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
    assertThat(blocks)
        .allSatisfy(
            block -> {
              assertThat(block.arms()).hasSize(4);
              assertThat(block.arms().stream().map(arm -> arm.cell().condition()).distinct())
                  .hasSize(1);
              assertThat(block.arms().stream().filter(PlannedTrial::control)).hasSize(1);
            });
    assertThat(BlockOrder.trials(blocks))
        .extracting(PlannedTrial::trial)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 160).boxed().toList());
    assertThat(blocks.stream().map(block -> block.arms().get(0).cell().operation()).distinct())
        .as("no direction always comes first")
        .hasSize(2);
  }

  private static List<List<PlannedTrial>> rounds(Plan plan) {
    List<List<PlannedTrial>> rounds = new ArrayList<>();
    for (PlannedTrial trial : BlockOrder.trials(BlockOrder.of(plan))) {
      if (rounds.size() < trial.round()) {
        rounds.add(new ArrayList<>());
      }
      rounds.get(trial.round() - 1).add(trial);
    }
    return rounds;
  }

  private static Plan plan(long seed, int rounds) {
    return TestRecords.plan(
        "smoke", seed, rounds, 1, 1, "threads", 0.03, 0.95, false, "/nowhere", CELLS, List.of());
  }
}
