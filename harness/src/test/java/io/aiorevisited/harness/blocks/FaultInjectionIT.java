package io.aiorevisited.harness.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.engines.linux.Architecture;
import io.aiorevisited.harness.command.BesideTheClasses;
import io.aiorevisited.harness.forks.ForkRoom;
import io.aiorevisited.harness.forks.JmhLock;
import io.aiorevisited.harness.forks.RoomWithArchive;
import io.aiorevisited.harness.plan.PlannedBlock;
import io.aiorevisited.harness.plan.PlannedTrial;
import io.aiorevisited.workloads.targets.TargetState;
import io.aiorevisited.workloads.targets.file.ScratchFile;
import io.aiorevisited.workloads.targets.file.ScratchFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Trials whose real system calls fail, by strace: each must end with a right result, with a counted
 * retry, or as FAILED with its reason.
 *
 * <p>strace doesn't carry out a call whose result it makes up. So a result of 0 for io_submit is
 * true, as nothing was taken; one between 0 and the number asked for would be a lie, and partial
 * submissions are tested with real, smaller ones in the engines' own fault test. Results made up
 * for reads and writes are lies on purpose here: the trial must not come out with a figure.
 *
 * <p>strace counts the calls of each thread by itself, and how requests are shared among workers is
 * not given: faults in their calls come early.
 */
class FaultInjectionIT {
  private static final long SIZE = 1 << 20;
  private static final int BLOCK = 16384;
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String EPOLL = Architecture.current().epollWaitName();

  /** One folder for all: what forks share is made and tried once. */
  @TempDir(factory = BesideTheClasses.class)
  static Path directory;

  private static ForkRoom room;
  private static JmhLock lock;
  private static Strace strace;
  private ScratchFile scratch;

  @BeforeAll
  static void prepare() throws IOException, InterruptedException {
    strace = new Strace(directory);
    strace.assumeUsable();
    room = RoomWithArchive.in(directory);
    lock = JmhLock.take();
  }

  @AfterAll
  static void tidyUp() throws IOException {
    if (room != null) {
      lock.close();
      room.close();
    }
  }

  @BeforeEach
  void makeScratch() throws IOException {
    strace.forget();
    scratch = ScratchFile.create(directory.resolve("scratch"), SIZE);
  }

  @AfterEach
  void removeScratch() throws IOException {
    scratch.close();
  }

  @ParameterizedTest
  @CsvSource({
    "aio,     read,  io_submit:error=EAGAIN:when=9..36+9,       io_submit:EAGAIN",
    "aio,     read,  io_submit:retval=0:when=7,                 io_submit:EAGAIN",
    "aio,     write, io_submit:error=EINTR:when=70..79+3,       io_submit:EINTR",
    "aio,     read,  io_getevents:error=EINTR:when=5..65+20,    io_getevents:EINTR",
    "aio,     read,  EPOLL:error=EINTR:when=11,                 EPOLL:EINTR",
    "threads, read,  EPOLL:error=EINTR:when=11..31+5,           EPOLL:EINTR",
    "psync,   read,  pread64:error=EINTR:when=8..40+8,          pread64:EINTR",
    "threads, read,  pread64:error=EINTR:when=2,                pread64:EINTR",
    "psync,   write, pwrite64:error=EINTR:when=100,             pwrite64:EINTR",
    "aio-ring,    read, io_submit:error=EAGAIN:when=9..36+9,        io_submit:EAGAIN",
    "uring,       read, io_uring_enter:error=EINTR:when=9..49+8,    io_uring_enter:EINTR",
    "uring-batch, read, io_uring_enter:error=EAGAIN:when=9..36+9,   io_uring_enter:EAGAIN",
    "uring-fixed, read, io_uring_enter:error=EINTR:when=9..36+9,    io_uring_enter:EINTR",
  })
  void shouldRepeatTheCallAndCountIt(String engine, String operation, String fault, String receipt)
      throws IOException {
    // A check by plain reads would take its share of the faults in reads.
    boolean verify = !fault.startsWith("pread64");
    TrialRecord record = run(engine, operation, fault.replace("EPOLL", EPOLL), verify);

    assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.OK);
    assertThat(record.bytes()).isEqualTo(SIZE);
    String name = receipt.replace("EPOLL", EPOLL);
    long counted =
        record.receipts().retries().getOrDefault(name, 0L)
            + record.result().warmupReceipts().retries().getOrDefault(name, 0L);
    assertThat(counted).isEqualTo(strace.injected().size()).isPositive();
    assertThat(record.receipts().errors()).isZero();
    assertThat(record.receipts().shortTransfers()).isZero();
  }

  /** How often the JDK repeats a call isn't told, so that there is nothing to count. */
  @ParameterizedTest
  @CsvSource({
    "filechannel,      read,  pread64:error=EINTR:when=8..40+8",
    "asyncfilechannel, write, pwrite64:error=EINTR:when=2..20+6",
  })
  void shouldNotSufferFromInterruptedCallsOfTheJdk(String engine, String operation, String fault)
      throws IOException {
    TrialRecord record = run(engine, operation, fault, operation.equals("write"));

    assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.OK);
    assertThat(record.bytes()).isEqualTo(SIZE);
    assertThat(strace.injected()).isNotEmpty();
    assertThat(record.receipts().errors()).isZero();
    assertThat(record.receipts().shortTransfers()).isZero();
  }

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

  /** Where FIEMAP is unsupported, SEEK_HOLE tells whether the target is written. */
  @ParameterizedTest
  @CsvSource({"EOPNOTSUPP", "ENOTTY"})
  void shouldJudgeExtentsWithoutFiemap(String errno) throws IOException {
    TrialRecord record = run("psync", "read", "ioctl:error=" + errno, false);

    assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.OK);
    assertThat(strace.injected()).isNotEmpty();
    assertThat(record.gates())
        .filteredOn(gate -> gate.name().equals("extents"))
        .singleElement()
        .satisfies(gate -> assertThat(gate.outcome()).isEqualTo(GateRecord.Outcome.PASSED));
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

  /** Runs a warm-up and a measured pass of 64 requests each. */
  private TrialRecord run(String engine, String operation, String fault, boolean verify)
      throws IOException {
    boolean onFile = fault.matches("(p|openat|ioctl).*");
    Path java = strace.java(fault, onFile ? scratch.path() : null);
    TrialRecord record = runner(java, verify, LONG).run(block(engine, operation), 1).get(0);
    assertThat(directory.toFile().list()).noneMatch(name -> name.endsWith(".trial"));
    return record;
  }

  private BlockRunner runner(Path java, boolean verify, Duration limit) {
    Plan plan =
        TestRecords.plan(
            "smoke",
            1,
            1,
            1,
            1,
            "psync",
            0.03,
            0.95,
            verify,
            directory.resolve("scratch").toString(),
            List.of(trial("psync", "read").cell()),
            List.of());
    return new BlockRunner(plan, directory, java, cell -> limit);
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static PlannedBlock block(String engine, String operation) {
    return new PlannedBlock(1, 1, List.of(trial(engine, operation)));
  }

  private static PlannedTrial trial(String engine, String operation) {
    Cell cell = TestRecords.cell(engine, "iozone", operation, BLOCK, 1, 0, "written", "none", SIZE);
    return new PlannedTrial(1, 1, cell, false);
  }
}
