package io.aiorevisited.harness.profilers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadRoleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aio-worker-0",
        "aio-worker-63",
        "iou-wrk-12345",
        "iou-sqp-12345",
        "ForkJoinPool-1-"
      })
  void shouldKnowEngineThreads(String comm) {
    assertThat(ThreadRole.ofName(comm)).isEqualTo(ThreadRole.ENGINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C2 CompilerThre", "C1 CompilerThre", "Sweeper thread"})
  void shouldKnowCompilers(String comm) {
    assertThat(ThreadRole.ofName(comm)).isEqualTo(ThreadRole.COMPILER);
  }

  /** Names as JDK 17 and 25 give them with each of HotSpot's collectors. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GC Thread#1",
        "G1 Main Marker",
        "G1 Conc#0",
        "G1 Refine#0",
        "G1 Service",
        "ZWorker#0",
        "ZWorkerYoung#0",
        "ZDriverMinor",
        "ZDirector",
        "ZUncommitter#0",
        "RuntimeWorker#0",
        "Shenandoah GC T",
        "Shenandoah Cont",
        "VM Thread"
      })
  void shouldKnowCollectors(String comm) {
    assertThat(ThreadRole.ofName(comm)).isEqualTo(ThreadRole.COLLECTOR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java",
        "VM Periodic Tas",
        "Signal Dispatch",
        "Reference Handl",
        "io.aiorevisited",
        "my-aio-worker-0"
      })
  void shouldTakeAnythingElseForTheJvms(String comm) {
    assertThat(ThreadRole.ofName(comm)).isEqualTo(ThreadRole.JVM_OTHER);
  }
}
