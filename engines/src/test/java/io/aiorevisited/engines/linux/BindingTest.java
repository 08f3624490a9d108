package io.aiorevisited.engines.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineUnsupportedException;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.TestFile;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.catalog.EngineType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both bindings must give the same, each on a Java that has it. */
class BindingTest {
  private static final int BLOCK = 4096;
  private static final int DEPTH = 4;

  private static LinuxSyscalls of(Binding binding) {
    assumeTrue(
        binding == Binding.JNA || Runtime.version().feature() >= 22,
        "Java " + Runtime.version().feature() + " has no " + binding.label());
    return binding.syscalls();
  }

  @Test
  void shouldChooseByWordAndJava() {
    assertThat(Binding.of("jna", 17)).isEqualTo(Binding.JNA);
    assertThat(Binding.of("jna", 25)).isEqualTo(Binding.JNA);
    assertThat(Binding.of("auto", 17)).isEqualTo(Binding.JNA);
    assertThat(Binding.of("auto", 21)).isEqualTo(Binding.JNA);
    assertThat(Binding.of("auto", 22)).isEqualTo(Binding.FFM);
    assertThat(Binding.of("ffm", 25)).isEqualTo(Binding.FFM);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Binding.of("ffm", 21))
        .withMessageContaining("Java 22 or later, and this is Java 21");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Binding.of("jni", 25))
        .withMessageContaining("use jna, ffm or auto");
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellErrnoOfTheCallingThread(Binding binding) throws InterruptedException {
    LinuxSyscalls syscalls = of(binding);
    assertThat(syscalls.pread64(1_000_000, 0, 1, 0)).isEqualTo(-1);
    Thread other = new Thread(() -> syscalls.open("/there/is/no/such/file", 0, 0));
    other.start();
    other.join();
    assertThat(syscalls.errno()).isEqualTo(Errno.EBADF.number());
    assertThat(syscalls.open("/there/is/no/such/file", 0, 0)).isEqualTo(-1);
    assertThat(syscalls.errno()).isEqualTo(Errno.ENOENT.number());
  }

  @ParameterizedTest
  @EnumSource
  void shouldShowMemoryThatTheKernelWritesInto(Binding binding) {
    LinuxSyscalls syscalls = of(binding);
    long page = syscalls.pageSize();
    assertThat(page).isEqualTo(Binding.JNA.syscalls().pageSize());
    assertThat(syscalls.gettid()).isEqualTo(Binding.JNA.syscalls().gettid());
    long address = syscalls.mmap(0, page, 3, 0x22, -1, 0);
    ByteBuffer view = syscalls.view(address, (int) page);
    assertThat(view.isDirect()).isTrue();
    assertThat(view.capacity()).isEqualTo((int) page);
    view.putLong(8, -1);
    assertThat(syscalls.clockGettime(1, address)).isZero();
    assertThat(view.getLong(0)).as("seconds").isPositive();
    assertThat(view.getLong(8)).as("nanoseconds").isBetween(0L, 999_999_999L);
    assertThat(syscalls.munmap(address, page)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void shouldCarryEveryEngine(Binding binding) throws IOException {
    LinuxSyscalls syscalls = of(binding);
    Path path = TestFile.DISK.create(DEPTH * BLOCK);
    try (IoFile file = IoFile.open(syscalls, path, CacheMode.WRITEBACK, FileAccess.READ_WRITE)) {
      for (EngineType type : EngineType.values()) {
        if (type.traits().movesData()) {
          readAndWrite(type, syscalls, file);
        }
      }
    }
    assertThat(Files.readAllBytes(path)).isEqualTo(TestFile.content(DEPTH * BLOCK));
    Files.delete(path);
  }

  private static void readAndWrite(EngineType type, LinuxSyscalls syscalls, IoFile file) {
    byte[] read = new byte[DEPTH * BLOCK];
    try (IoEngine engine =
        type.open(syscalls, file, DEPTH, BLOCK, BufferPages.SMALL, ThreadPlacement.FREE)) {
      for (IoOperation operation : IoOperation.values()) {
        for (int slot = 0; slot < DEPTH; slot++) {
          engine.request(slot).prepare(operation, (long) slot * BLOCK, BLOCK);
          engine.queue(engine.request(slot));
        }
        engine.commit();
        assertThat(engine.getEvents(DEPTH, DEPTH)).isEqualTo(DEPTH);
        for (int slot = 0; slot < DEPTH; slot++) {
          assertThat(engine.request(slot).succeeded()).as(type.label()).isTrue();
          engine.request(slot).buffer().get(0, read, slot * BLOCK, BLOCK);
        }
        assertThat(read).as(type.label()).isEqualTo(TestFile.content(DEPTH * BLOCK));
      }
    } catch (EngineUnsupportedException e) {
      System.err.println("not tested: " + e.getMessage());
    }
  }
}
