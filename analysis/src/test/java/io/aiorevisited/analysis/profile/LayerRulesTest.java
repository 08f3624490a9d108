package io.aiorevisited.analysis.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerRulesTest {
  private static final String JAVA =
      "[home thread];java/lang/Thread.run_[0];io/aiorevisited/workloads/Pass.run_[j];"
          + "io/aiorevisited/engines/linux/JnaSyscalls$LibC.pread64_[j];";
  private static final String CALL =
      JAVA
          + "/tmp/jna12.tmp (deleted);ffi_call;__pread64;entry_SYSCALL_64_after_hwframe_[k];"
          + "do_syscall_64_[k];__x64_sys_pread64_[k];";

  /** Stacks as async-profiler recorded them on Linux 6.18, shortened. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "J:| java",
        "J:/tmp/jna12.tmp (deleted)| jna",
        "J:/tmp/jna12.tmp (deleted);jni_ExceptionCheck| jna",
        "J:/tmp/jna12.tmp (deleted);ffi_call;__pread64| syscall",
        "C:| syscall",
        "C:fdget_[k]| syscall",
        "C:vfs_read_[k];ext4_file_read_iter_[k];iomap_dio_rw_[k]| block",
        "C:vfs_read_[k];ext4_file_read_iter_[k];bio_alloc_bioset_[k];kmem_cache_alloc_[k]| block",
        "C:vfs_read_[k];blk_mq_dispatch_rq_list_[k];virtio_queue_rq_[k];iowrite16_[k]| driver",
        "C:vfs_read_[k];blk_mq_dispatch_rq_list_[k];nvme_queue_rq_[k]| driver",
        "C:vfs_read_[k];__iomap_dio_rw_[k];schedule_[k];finish_task_switch.isra.0_[k]| schedule",
        "C:vfs_read_[k];filemap_read_[k];_copy_to_iter_[k]| copy",
        "J:asm_common_interrupt_[k];handle_softirqs_[k];blk_mq_end_request_[k]| interrupt",
        "C:quite_new_[k];unheard_of_[k]| unknown",
      })
  void shouldPutAStackIntoItsLayer(String stack, String layer) {
    assertThat(layerOf(stack.replace("J:", JAVA).replace("C:", CALL))).isEqualTo(layer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[aio-worker];java/lang/Object.wait_[i];ObjectMonitor::wait;os::PlatformEvent::park| schedule",
        "[aio-worker];___pthread_cond_signal;entry_SYSCALL_64_[k];do_futex_[k]| schedule",
        "[C2 CompilerThre];start_thread;Compile::Compile;_copy_to_user_[k]| jvm",
        "[GC Thread];start_thread;G1ParScanThreadState::do_copy| jvm",
        "[home thread];java/lang/Thread.run_[0];InterpreterRuntime::resolve_get_put| jvm",
        "[home thread];libunheard.so| unknown",
      })
  void shouldKnowThreadsAndTheJvm(String stack, String layer) {
    assertThat(layerOf(stack)).isEqualTo(layer);
  }

  @Test
  void shouldSayWhichLineIsNoRule() {
    assertThatThrownBy(() -> LayerRules.read(new StringReader("# table\nblock nearest")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("layer where pattern");
    assertThatThrownBy(() -> LayerRules.read(new StringReader("cellar nearest ^x")))
        .hasMessageContaining("line 1")
        .hasMessageContaining("cellar");
    assertThatThrownBy(() -> LayerRules.read(new StringReader("block beside ^x")))
        .hasMessageContaining("beside");
    assertThatThrownBy(() -> LayerRules.read(new StringReader("block nearest (x")))
        .hasMessageContaining("line 1");
  }

  @Test
  void shouldAskTheNearestFrameFirst() throws IOException {
    LayerRules rules = LayerRules.read(new StringReader("java nearest ^outer\njna nearest ^inner"));
    assertThat(rules.layerOf(List.of("[t]", "outer", "inner", "other"))).isEqualTo(Layer.JNA);
  }

  private static String layerOf(String stack) {
    return LayerRules.builtIn().layerOf(List.of(stack.trim().split(";"))).key();
  }
}
