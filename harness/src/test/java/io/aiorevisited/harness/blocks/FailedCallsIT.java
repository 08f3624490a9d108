package io.aiorevisited.harness.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.harness.plan.PlannedBlock;
import io.aiorevisited.harness.plan.PlannedTrial;
import io.aiorevisited.workloads.targets.TargetState;
import io.aiorevisited.workloads.targets.file.ScratchFile;
import io.aiorevisited.workloads.targets.file.ScratchFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Trials whose real system calls fail for good: each must end as FAILED with its reason, or as
 * UNSUPPORTED, and without a figure.
 *
 * <p>Results that strace makes up for reads and writes, which it then doesn't carry out, are lies
 * on purpose here.
 */
class FailedCallsIT extends FaultyTrials {

  @ParameterizedTest
  @CsvSource({
    "aio,     read,  io_setup:error=EAGAIN,             io_setup failed on,  fs.aio-max-nr",
    "aio,     read,  io_submit:error=EAGAIN:when=20+,   io_submit failed on, EAGAIN",
    "aio,     read,  io_submit:error=EIO:when=20,       READ of 16384 bytes, EIO",
    "psync,   read,  pread64:error=EIO:when=20,         READ of 16384 bytes, EIO",
    "threads, read,  pread64:error=EIO:when=2,         READ of 16384 bytes, EIO",
    "psync,   read,  pread64:retval=512:when=20,        READ of 16384 bytes, only 512 bytes",
    "threads, read,  pread64:retval=0:when=2,         READ of 16384 bytes, only 0 bytes",
    "psync,   write, pwrite64:error=ENOSPC:when=20,     WRITE of 16384 bytes, ENOSPC",
    "threads, write, pwrite64:retval=4096:when=2,      WRITE of 16384 bytes, only 4096 bytes",
    "psync,   write, pwrite64:retval=16384:when=120,    wrong generation at, offset",
    "psync,   read,  openat:error=EINVAL:when=1,        open failed on, EINVAL",
    "uring,       read, io_uring_enter:error=EIO:when=20, io_uring_enter failed on, EIO",
    "uring-fixed, read, io_uring_register:error=ENOMEM,   io_uring_register failed on, ulimit -l",
    "filechannel, read, pread64:error=EIO:when=20,        READ of 16384 bytes, EIO",
    "filechannel, read, pread64:retval=512:when=20,       READ of 16384 bytes, only 512 bytes",
    "asyncfilechannel, read,  pread64:error=EIO:when=2,     READ of 16384 bytes, EIO",
    "asyncfilechannel, write, pwrite64:error=ENOSPC:when=2, WRITE of 16384 bytes, ENOSPC",
    "asyncfilechannel, write, pwrite64:retval=4096:when=2,  WRITE of 16384 bytes, only 4096 bytes",
  })
  void shouldFailWithTheReasonAndNoFigure(
      String engine, String operation, String fault, String reason, String detail)
      throws IOException {
    TrialRecord record = run(engine, operation, fault, true);

    assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.FAILED);
    assertThat(record.reason()).contains(reason, detail);
    assertThat(record.reason().lines()).hasSize(1);
    assertThat(record.passes()).isEmpty();
    assertThat(record.bytes()).isZero();
    assertThat(strace.injected()).isNotEmpty();
  }

  @Test
  void shouldNotTakeATargetForWrittenWhenNobodyCanTell() throws IOException {
    TrialRecord record = run("psync", "read", "ioctl,lseek:error=EINVAL", false);

    assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.FAILED);
    assertThat(record.reason()).contains("FIEMAP", "EINVAL");
    assertThat(record.passes()).isEmpty();
  }

  @Test
  void shouldFailATrialWhoseTargetCannotBePreallocated() throws IOException {
    scratch.close();
    Path file = ScratchFiles.pathFor(directory.resolve("scratch"), TargetState.PREALLOC);
    scratch = ScratchFile.create(file, SIZE, TargetState.PREALLOC);
    Path java = strace.java("fallocate:error=EOPNOTSUPP", scratch.path());
    Cell cell = TestRecords.cell("psync", "iozone", "write", BLOCK, 1, 0, "prealloc", "none", SIZE);

    TrialRecord record =
        runner(java, false, LONG)
            .run(new PlannedBlock(1, 1, List.of(new PlannedTrial(1, 1, cell, false))), 1)
            .get(0);

    assertThat(record.status()).isEqualTo(TrialStatus.FAILED);
    assertThat(record.reason())
        .contains("fallocate failed on", "EOPNOTSUPP", "--target-state written");
    assertThat(record.passes()).isEmpty();
  }

  @Test
  void shouldSayThatAKernelWithoutAioIsUnsupported() throws IOException {
    TrialRecord record = run("aio", "read", "io_setup:error=ENOSYS", false);

    assertThat(record.status()).isEqualTo(TrialStatus.UNSUPPORTED);
    assertThat(record.reason()).contains("io_setup", "ENOSYS", "CONFIG_AIO");
    assertThat(record.passes()).isEmpty();
  }

  @Test
  void shouldSayThatForbiddenIoUringIsUnsupported() throws IOException {
    TrialRecord record = run("uring", "read", "io_uring_setup:error=EPERM", false);

    assertThat(record.status()).isEqualTo(TrialStatus.UNSUPPORTED);
    assertThat(record.reason())
        .contains("the engine uring can't run here", "kernel.io_uring_disabled", "seccomp");
    assertThat(record.passes()).isEmpty();
  }

  @Test
  void shouldFailATrialWhoseJvmIsKilledAmongItsRequests() throws IOException {
    TrialRecord record = run("psync", "read", "pread64:signal=KILL:when=20", false);

    assertThat(record.status()).isEqualTo(TrialStatus.FAILED);
    assertThat(record.reason())
        .isEqualTo(
            "java.lang.IllegalStateException: Forked VM failed with exit code 137 (log:"
                + " logs/trial-00001.log)");
    assertThat(record.passes()).isEmpty();
    assertThat(strace.calls()).hasSize(20);
  }

  @Test
  void shouldFailATrialWhoseResultCannotBeHandedOver() throws IOException {
    TrialRecord record = run("psync", "read", "rename:error=EIO", false);

    assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.FAILED);
    assertThat(record.reason()).contains("Input/output error");
    assertThat(record.passes()).isEmpty();
  }

  @Test
  void shouldKillATrialThatHangsInASystemCallAndRunTheNext() throws IOException {
    Path hanging = strace.java("pread64:delay_enter=600000000:when=20", scratch.path());
    TrialRecord hung =
        runner(hanging, false, Duration.ofSeconds(15)).run(block("psync", "read"), 1).get(0);

    assertThat(hung.status()).isEqualTo(TrialStatus.FAILED);
    assertThat(hung.reason()).startsWith("hung: killed after 15 s, the limit for this cell");
    assertThat(hung.passes()).isEmpty();
    assertThat(ProcessHandle.current().descendants()).isEmpty();
    assertThat(runner(java(), false, LONG).run(block("psync", "read"), 1).get(0).status())
        .isEqualTo(TrialStatus.OK);
  }

  @Test
  void shouldKillATrialThatIsStopped() throws IOException {
    TrialRecord hung =
        runner(strace.stoppedJava(), false, Duration.ofSeconds(1))
            .run(block("psync", "read"), 1)
            .get(0);

    assertThat(hung.reason()).startsWith("hung: killed after 1 s, the limit for this cell");
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }
}
