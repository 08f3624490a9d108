package io.aiorevisited.engines.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
  private final LinuxSyscalls syscalls = LinuxSyscalls.host();

  @Test
  void shouldBePageAlignedZeroedAndWritable() {
    try (NativeMemory memory = NativeMemory.map(syscalls, 5000)) {
      int page = syscalls.pageSize();
      assertThat(memory.address() % page).isZero();
      assertThat(memory.bytes()).isEqualTo((5000L + page - 1) / page * page);
      assertThat(memory.view().order()).isEqualTo(ByteOrder.nativeOrder());
      assertThat(memory.view().getLong(4096)).isZero();

      memory.view(4096, 16).putLong(8, 42);
      assertThat(memory.view().getLong(4104)).isEqualTo(42);
    }
  }

  @Test
  void shouldRefuseViewsOutsideAndAfterTheEnd() {
    NativeMemory memory = NativeMemory.map(syscalls, 1);
    int bytes = (int) memory.bytes();
    assertThatThrownBy(() -> memory.view(1, bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("offset=1");
    memory.close();
    memory.close();
    assertThatThrownBy(memory::view).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldSayWhatFailedWhenMemoryIsShort() {
    assertThatThrownBy(() -> NativeMemory.map(syscalls, 1L << 60))
        .isInstanceOf(SyscallException.class)
        .hasMessageContaining("mmap failed on " + (1L << 60) + " bytes")
        .hasMessageContaining("ENOMEM");
  }
}
