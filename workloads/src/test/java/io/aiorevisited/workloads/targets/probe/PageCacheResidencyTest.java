package io.aiorevisited.workloads.targets.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.workloads.OnTmpfs;
import io.aiorevisited.workloads.UnderBuildFolder;
import io.aiorevisited.workloads.targets.file.TestFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCacheResidencyTest {
  private static final int BYTES = 1 << 20;
  private static final long PAGES = BYTES / LinuxSyscalls.host().pageSize();

  @TempDir(factory = UnderBuildFolder.class)
  Path disk;

  @TempDir(factory = OnTmpfs.class)
  Path tmpfs;

  @Test
  void shouldFindNothingCachedOfAFileThatNobodyRead() throws IOException {
    try (IoFile file = open(TestFiles.sparse(disk, BYTES))) {
      assertThat(PageCacheResidency.of(file.fd(), BYTES))
          .contains(new PageCacheResidency(0, PAGES));
    }
  }

  @Test
  void shouldFindAllCachedOfAFileOnTmpfs() throws IOException {
    try (IoFile file = open(TestFiles.written(tmpfs, BYTES))) {
      assertThat(PageCacheResidency.of(file.fd(), BYTES))
          .contains(new PageCacheResidency(PAGES, PAGES));
    }
  }

  @Test
  void shouldCountByMincoreOnAKernelWithoutCachestat() throws IOException {
    FailingSyscalls old = new FailingSyscalls().fail("cachestat", Errno.ENOSYS);
    try (IoFile file = open(TestFiles.written(tmpfs, BYTES))) {
      assertThat(PageCacheResidency.of(old.syscalls(), old.fileSyscalls(), file.fd(), BYTES))
          .contains(new PageCacheResidency(PAGES, PAGES));
    }
  }

  @Test
  void shouldSayNothingWhereTheKernelForbidsIt() throws IOException {
    FailingSyscalls forbidden = new FailingSyscalls().fail("cachestat", Errno.EPERM);
    try (IoFile file = open(TestFiles.sparse(disk, BYTES))) {
      assertThat(
              PageCacheResidency.of(
                  forbidden.syscalls(), forbidden.fileSyscalls(), file.fd(), BYTES))
          .isEmpty();
    }
  }

  private static IoFile open(Path path) {
    return IoFile.open(path, CacheMode.WRITEBACK, FileAccess.READ_ONLY);
  }
}
