package io.aiorevisited.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.harness.plan.PlannedBlock;
import io.aiorevisited.harness.plan.PlannedTrial;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final Cell CELL =
      TestRecords.cell("aio", "dd", "read", 20 << 20, 40, 512 << 10, "written", "none", 40 << 20);
  private static final Duration LEFT = Duration.ofSeconds(90);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long nanos;

  @Test
  void shouldWriteALineAtTheEndOfARoundAndElseOnlyEveryTenSeconds() {
    Progress progress = progress(false);

    end(progress, 1, TrialStatus.OK, false);
    nanos += TimeUnit.SECONDS.toNanos(9);
    end(progress, 2, TrialStatus.OK, false);
    nanos += TimeUnit.SECONDS.toNanos(2);
    end(progress, 3, TrialStatus.OK, false);
    end(progress, 4, TrialStatus.OK, true);

    assertThat(text())
        .isEqualTo(
            "round 1/2, block 3/8, 1 min 30 s left\nround 1/2, block 4/8, 1 min 30 s left\n");
  }

  @Test
  void shouldSayAtMostWhereTheRunMayEndEarly() {
    Progress progress = progress(false);
    progress.mayEndEarly();

    end(progress, 1, TrialStatus.OK, true);

    assertThat(text()).isEqualTo("round 1/2, block 1/8, at most 1 min 30 s left\n");
  }

  @Test
  void shouldTellAtOnceOfATrialThatFailed() {
    end(progress(false), 1, TrialStatus.FAILED, false);

    assertThat(text()).isEqualTo("trial 1 FAILED: aio dd read 20M: the disk is gone\n");
  }

  @Test
  void shouldRedrawOneLineThatFitsATerminal() {
    Progress progress = progress(true);

    progress.started(block(1), LEFT);
    end(progress, 1, TrialStatus.OK, false);
    progress.clear();

    assertThat(text()).doesNotContain("\n").endsWith("\r");
    List<String> bars = Stream.of(text().split("\r")).filter(line -> !line.isBlank()).toList();
    assertThat(bars).hasSize(2).allSatisfy(bar -> assertThat(bar).hasSize(79));
    assertThat(bars.get(0)).startsWith("[..............] 0/8  1 min 30 s left  aio dd read 20M ");
    assertThat(bars.get(1)).startsWith("[#.............] 1/8  1 min 30 s left  aio dd read 20M ");
  }

  @Test
  void shouldTakeTheBarAwayBeforeALine() {
    Progress progress = progress(true);

    progress.started(block(1), LEFT);
    progress.say("a line");

    assertThat(text()).endsWith(" \ra line\n");
  }

  private Progress progress(boolean terminal) {
    Progress progress =
        new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, () -> nanos);
    progress.expect(8, 2);
    return progress;
  }

  private static void end(Progress progress, int number, TrialStatus status, boolean roundEnded) {
    String reason = status == TrialStatus.OK ? null : "the disk is gone";
    progress.ended(
        block(number),
        List.of(
            TestRecords.trial(
                1, number, 1, status, reason, false, CELL, "", 0, null, null, null, null)),
        LEFT,
        roundEnded);
  }

  private static PlannedBlock block(int number) {
    return new PlannedBlock(number, 1, List.of(new PlannedTrial(number, 1, CELL, false)));
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
