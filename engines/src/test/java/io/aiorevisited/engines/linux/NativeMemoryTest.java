package io.aiorevisited.engines.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Test
  void shouldAlignBuffersToHugePagesAndTouchThem() {
    try (NativeMemory memory = NativeMemory.mapForBuffers(syscalls, 5000, true)) {
      assertThat(memory.address() % NativeMemory.HUGE_PAGE_BYTES).isZero();
      assertThat(memory.bytes()).isEqualTo(NativeMemory.HUGE_PAGE_BYTES);
      assertThat(memory.view(4096, 16).getLong(8)).isZero();
    }
  }

  @Test
  void shouldDeclineHugePagesForSmallBuffers() {
    try (NativeMemory memory = NativeMemory.mapForBuffers(syscalls, 8 << 20, false)) {
      assertThat(MemoryMap.hugeBytes(memory.address(), memory.bytes())).isZero();
    }
  }

  @Test
  void shouldGetHugePagesWhereTheHostGivesThem() throws IOException {
    Path setting = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    assumeTrue(
        Files.exists(setting) && !Files.readString(setting).contains("[never]"),
        "this host gives no transparent huge pages");

    try (NativeMemory memory = NativeMemory.mapForBuffers(syscalls, 8 << 20, true)) {
      assertThat(MemoryMap.hugeBytes(memory.address(), memory.bytes())).isPositive();
    }
  }

  @Test
  void shouldShareMemoryWithWhoeverMapsItsDescriptor() {
    try (NativeMemory memory = NativeMemory.mapShared(syscalls, 3 << 20, true)) {
      assertThat(memory.address() % NativeMemory.HUGE_PAGE_BYTES).isZero();
      assertThat(memory.bytes()).isEqualTo(4 << 20);
      memory.view().putLong(3 << 20, 42);
      long other = syscalls.mmap(0, memory.bytes(), 1, 1, memory.sharedFd(), 0);
      assertThat(other).isNotEqualTo(-1);
      assertThat(syscalls.view(other, 4 << 20).getLong(3 << 20)).isEqualTo(42);
      assertThat(syscalls.munmap(other, memory.bytes())).isZero();
    }
  }

  @Test
  void shouldKeepOtherMemoryToThisProcess() {
    try (NativeMemory memory = NativeMemory.map(syscalls, 1)) {
      assertThatThrownBy(memory::sharedFd)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("this process's alone");
    }
  }

  @Test
  void shouldCountHugePagesOfSharedMemoryToo() {
    String smaps =
        """
        7f0000200000-7f0000c00000 rw-s 00000000 00:01 9    /memfd:aio-revisited (deleted)
        AnonHugePages:         0 kB
        ShmemPmdMapped:     4096 kB
        Shared_Hugetlb:     2048 kB
        Private_Hugetlb:    2048 kB
        VmFlags: rd wr
        """;

    assertThat(MemoryMap.hugeBytes(smaps, 0x7f0000200000L, 10 << 20)).isEqualTo(8 << 20);
  }

  @Test
  void shouldAddUpTheHugePagesInsideARangeOnly() {
    String smaps =
        """
        7efffff00000-7f0000000000 r--p 00000000 fe:00 26    /usr/bin/a-b c
        Size:               1024 kB
        7f0000000000-7f0000200000 rw-p 00000000 00:00 0\s
        Size:               2048 kB
        AnonHugePages:      2048 kB
        7f0000200000-7f0000600000 rw-p 00000000 00:00 0    [anon]
        AnonHugePages:      4096 kB
        VmFlags: rd wr
        """;

    assertThat(MemoryMap.hugeBytes(smaps, 0x7f0000200000L, 4 << 20)).isEqualTo(4 << 20);
    assertThat(MemoryMap.hugeBytes(smaps, 0x7f0000000000L, 2 << 20)).isEqualTo(2 << 20);
    assertThat(MemoryMap.hugeBytes(smaps, 0x7f0000600000L, 2 << 20)).isZero();
    assertThat(MemoryMap.hugeBytes(smaps, 0x7efffff00000L, 1 << 20)).isZero();
  }
}
