package io.aiorevisited.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.engines.linux.Architecture;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.ForwardingSyscalls;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IoFileTest {
  private static final int O_ACCMODE = 3;
  private static final int O_DSYNC = 010000;

  private Path path;

  @BeforeEach
  void makeFile() {
    path = TestFile.DISK.create(4096);
  }

  @AfterEach
  void deleteFile() throws IOException {
    Files.delete(path);
  }

  /** The open flags of a descriptor, as the kernel tells them. */
  private static int kernelFlags(int fd) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo/" + fd))) {
      if (line.startsWith("flags:")) {
        return Integer.parseInt(line.substring("flags:".length()).trim(), 8);
      }
    }
    throw new IOException("no flags of descriptor " + fd);
  }

  @Test
  void shouldOpenAFileThatHasNoName() throws IOException {
    Path directory = path.getParent();
    try (IoFile file = IoFile.openUnnamed(directory, CacheMode.NONE)) {
      assertThat(kernelFlags(file.fd()) & Architecture.current().directFlag()).isNotZero();
      assertThat(Files.readSymbolicLink(Path.of("/proc/self/fd/" + file.fd())).toString())
          .startsWith(directory.toRealPath().toString())
          .endsWith("(deleted)");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldOpenInItsCacheMode(CacheMode mode) throws IOException {
    try (IoFile file =
        mode == CacheMode.NONE
            ? TestFile.openDirect(path, FileAccess.READ_WRITE)
            : IoFile.open(path, mode, FileAccess.READ_WRITE)) {
      int flags = kernelFlags(file.fd());
      assertThat((flags & Architecture.current().directFlag()) != 0)
          .isEqualTo(mode == CacheMode.NONE);
      assertThat((flags & O_DSYNC) != 0).isEqualTo(mode == CacheMode.WRITETHROUGH);
      assertThat(flags & O_ACCMODE).isEqualTo(2);
      assertThat(file.cacheMode()).isEqualTo(mode);
    }
  }

  @Test
  void shouldOpenForReadingOnly() throws IOException {
    try (IoFile file = IoFile.open(path, CacheMode.WRITEBACK, FileAccess.READ_ONLY)) {
      assertThat(kernelFlags(file.fd()) & O_ACCMODE).isZero();
    }
  }

  @Test
  void shouldCloseTheDescriptorOnce() {
    List<Integer> closed = new ArrayList<>();
    LinuxSyscalls counting =
        new ForwardingSyscalls() {
          @Override
          public int close(int fd) {
            closed.add(fd);
            return super.close(fd);
          }
        };
    IoFile file = IoFile.open(counting, path, CacheMode.WRITEBACK, FileAccess.READ_ONLY);
    file.close();
    file.close();
    assertThat(closed).containsExactly(file.fd());
  }

  @Test
  void shouldOpenAFileWhoseNameIsNotAscii() throws IOException {
    Path named = path.resolveSibling("engines test Prüfung.dat");
    Files.write(named, new byte[1]);
    try (IoFile file = IoFile.open(named, CacheMode.WRITEBACK, FileAccess.READ_ONLY)) {
      assertThat(file.fd()).isNotNegative();
    } finally {
      Files.delete(named);
    }
  }

  @Test
  void shouldSayThatTheFileIsMissing() {
    Path missing = path.resolveSibling("missing.dat");
    assertThatThrownBy(() -> IoFile.open(missing, CacheMode.NONE, FileAccess.READ_ONLY))
        .isInstanceOf(SyscallException.class)
        .hasMessageContaining("open failed on " + missing)
        .hasMessageContaining("ENOENT");
  }

  @Test
  void shouldSayThatTheFileSystemHasNoDirectIo() {
    LinuxSyscalls withoutDirect =
        new ForwardingSyscalls() {
          @Override
          public int open(String name, int flags, int mode) {
            return fail(Errno.EINVAL);
          }
        };
    assertThatThrownBy(() -> IoFile.open(withoutDirect, path, CacheMode.NONE, FileAccess.READ_ONLY))
        .isInstanceOf(SyscallException.class)
        .hasMessageContaining("with O_DIRECT: EINVAL")
        .hasMessageContaining("choose a target on another one");
  }
}
