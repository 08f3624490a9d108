package io.aiorevisited.harness.profilers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlameGraphsTest {

  @ParameterizedTest
  @CsvSource({
    "[aio-worker-7 tid=123], aio-worker",
    "[io.aiorevisited.workloads.PassBenchmark.pass-jmh-worker-1 tid=9], home thread",
    "[GC Thread#0 tid=5], GC Thread",
    "[C2 CompilerThre tid=6], C2 CompilerThre",
    "[iou-wrk-4711], iou-wrk"
  })
  void shouldNameThreadsByWhatTheyAreThereFor(String frame, String name) {
    assertThat(FlameGraphs.threadName(frame)).isEqualTo(name);
  }
}
