package io.aiorevisited.harness.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Trials whose real system calls fail once in a while: each must end with a right result and a
 * counted retry.
 *
 * <p>strace doesn't carry out a call whose result it makes up. So a result of 0 for io_submit is
 * true, as nothing was taken; one between 0 and the number asked for would be a lie, and partial
 * submissions are tested with real, smaller ones in the engines' own fault test.
 *
 * <p>strace counts the calls of each thread by itself, and how requests are shared among workers is
 * not given: faults in their calls come early.
 */
class RepeatedCallsIT extends FaultyTrials {

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
}
