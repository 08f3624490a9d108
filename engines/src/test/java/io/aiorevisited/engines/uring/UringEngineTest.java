package io.aiorevisited.engines.uring;

import static io.aiorevisited.engines.WholeFile.BLOCK;
import static io.aiorevisited.engines.WholeFile.DEPTH;
import static io.aiorevisited.engines.WholeFile.assertAllRead;
import static io.aiorevisited.engines.WholeFile.submitAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.EngineUnsupportedException;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.TestFile;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.ForwardingSyscalls;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults made in otherwise real calls, and what the receipts tell of them. */
@Timeout(60)
class UringEngineTest {
  private Path path;
  private IoFile file;

  static Stream<UringHabits> habits() {
    return Stream.concat(calling(), Stream.of(UringHabits.SQPOLL));
  }

  /** Those that submit by a call. */
  static Stream<UringHabits> calling() {
    return Stream.of(
        UringHabits.QEMU, UringHabits.BATCHED, UringHabits.FIXED_NOT_DEFERRED, UringHabits.FIXED);
  }

  @BeforeEach
  void openFile() {
    path = TestFile.DISK.create(DEPTH * BLOCK);
    file = IoFile.open(path, CacheMode.WRITEBACK, FileAccess.READ_ONLY);
  }

  @AfterEach
  void closeFile() throws IOException {
    file.close();
    Files.delete(path);
  }

  private IoEngine open(LinuxSyscalls syscalls, UringHabits habits) {
    return new UringEngine(
        new EngineSettings(
            syscalls,
            file,
            DEPTH,
            BLOCK,
            BufferPages.SMALL,
            ThreadPlacement.FREE,
            InstalledPrograms.ofThisHost()),
        habits);
  }

  /** Opens, or skips the test where the kernel has no io_uring. */
  private IoEngine openOrSkip(LinuxSyscalls syscalls, UringHabits habits) {
    try {
      return open(syscalls, habits);
    } catch (EngineUnsupportedException e) {
      return abort(e.getMessage());
    }
  }

  /** Fails, or passes on at most so many requests, in the first submitting calls. */
  private static LinuxSyscalls submissions(Object... steps) {
    Deque<Object> left = new ArrayDeque<>(List.of(steps));
    return new ForwardingSyscalls() {
      @Override
      public int ioUringEnter(
          int ring, int toSubmit, int minComplete, int flags, long argument, long bytes) {
        Object step = toSubmit == 0 || left.isEmpty() ? Integer.MAX_VALUE : left.pop();
        if (step instanceof Errno errno) {
          return fail(errno);
        }
        int most = (Integer) step;
        return super.ioUringEnter(
            ring,
            Math.min(toSubmit, most),
            toSubmit > most ? 0 : minComplete,
            flags,
            argument,
            bytes);
      }
    };
  }

  @ParameterizedTest
  @MethodSource("calling")
  void shouldSubmitTheRestAfterAPartialSubmission(UringHabits habits) {
    try (IoEngine engine = openOrSkip(submissions(3, 1), habits)) {
      submitAll(engine);
      assertAllRead(engine);
      assertThat(engine.receipts().retries()).containsEntry("io_uring_enter:partial", 2L);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EAGAIN", "EBUSY"})
  void shouldTryAgainWhenTheKernelHasNoResources(Errno none) {
    try (IoEngine engine = openOrSkip(submissions(none, none, 2, none), UringHabits.QEMU)) {
      submitAll(engine);
      assertAllRead(engine);
      assertThat(engine.receipts().retries()).containsEntry("io_uring_enter:EAGAIN", 3L);
      assertThat(engine.receipts().heldBack()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @MethodSource("calling")
  void shouldRepeatAnInterruptedCall(UringHabits habits) {
    try (IoEngine engine = openOrSkip(submissions(Errno.EINTR), habits)) {
      submitAll(engine);
      assertAllRead(engine);
      assertThat(engine.receipts().retries()).containsEntry("io_uring_enter:EINTR", 1L);
    }
  }

  @ParameterizedTest
  @MethodSource("calling")
  void shouldGiveUpWhenResourcesNeverCome(UringHabits habits) {
    AtomicInteger pauses = new AtomicInteger();
    LinuxSyscalls exhausted =
        new ForwardingSyscalls() {
          @Override
          public int ioUringEnter(
              int ring, int toSubmit, int minComplete, int flags, long argument, long bytes) {
            if (toSubmit == 0) {
              pauses.incrementAndGet();
            }
            return fail(toSubmit == 0 ? Errno.ETIME : Errno.EAGAIN);
          }
        };
    try (IoEngine engine = openOrSkip(exhausted, habits)) {
      assertThatThrownBy(
              () -> {
                submitAll(engine);
                engine.getEvents(1, 1);
              })
          .isInstanceOf(SyscallException.class)
          .hasMessageContaining("io_uring_enter failed on 8 requests with none in flight")
          .hasMessageContaining("EAGAIN");
      assertThat(pauses).hasValue(UringEngine.LONE_RETRIES);
    }
  }

  @ParameterizedTest
  @MethodSource("habits")
  void shouldTellWhatTheKernelHasGrantedAndThatNothingWasLost(UringHabits habits) {
    try (IoEngine engine = openOrSkip(LinuxSyscalls.host(), habits)) {
      submitAll(engine);
      assertAllRead(engine);
      EngineReceipts receipts = engine.receipts();
      assertThat(receipts.mode()).startsWith("io_uring with flags ");
      assertThat(receipts.inFlightAtMost()).isEqualTo(DEPTH);
      assertThat(receipts.retries()).doesNotContainKey(EngineReceipts.OVERFLOW);
      assertThat(receipts.mode()).contains(habits.registers() ? "buffers, file" : "nothing");
    }
  }

  static Stream<UringHabits> submittingWhileWaiting() {
    return calling().filter(UringHabits::submitsWhileWaiting);
  }

  @ParameterizedTest
  @MethodSource("submittingWhileWaiting")
  void shouldSubmitAndWaitByOneCall(UringHabits habits) {
    try (IoEngine engine = openOrSkip(LinuxSyscalls.host(), habits)) {
      submitAll(engine);
      assertThat(engine.receipts().syscalls()).as("nothing yet").isEmpty();
      assertThat(engine.getEvents(1, DEPTH)).isPositive();
      assertThat(engine.receipts().syscalls()).containsEntry("io_uring_enter", 1L);
    }
  }

  @Test
  void shouldAddOneThingAStepFromBatchedToFixed() {
    assertThat(mode(UringHabits.BATCHED))
        .isEqualTo("io_uring with flags SINGLE_ISSUER; registered: nothing");
    assertThat(mode(UringHabits.FIXED_NOT_DEFERRED))
        .startsWith("io_uring with flags SINGLE_ISSUER; registered: buffers, file");
    assertThat(mode(UringHabits.FIXED))
        .startsWith(
            "io_uring with flags TASKRUN_FLAG|SINGLE_ISSUER|DEFER_TASKRUN; registered: buffers,"
                + " file");
  }

  private String mode(UringHabits habits) {
    try (IoEngine engine = openOrSkip(LinuxSyscalls.host(), habits)) {
      String mode = engine.receipts().mode();
      assumeTrue(mode.contains("SINGLE_ISSUER"), "an older kernel: " + mode);
      return mode;
    }
  }

  @ParameterizedTest
  @MethodSource("submittingWhileWaiting")
  void shouldSubmitBeforeItDeliversWhatIsThereAlready(UringHabits habits) {
    try (IoEngine engine = openOrSkip(LinuxSyscalls.host(), habits)) {
      submitAll(engine);
      assertThat(engine.getEvents(DEPTH, DEPTH)).isEqualTo(DEPTH);
      submitAll(engine);
      assertThat(engine.getEvents(1, 1)).isEqualTo(1);
      int left = DEPTH - 1;
      while (left > 0) {
        left -= engine.getEvents(1, 1);
      }
      assertThat(engine.getEvents(0, 1)).isZero();
    }
  }

  @Test
  void shouldTakeThePlainestFlagsThatTheKernelKnows() {
    LinuxSyscalls old =
        new ForwardingSyscalls() {
          @Override
          public int ioUringSetup(int entries, long params) {
            boolean plain = view(params, UringAbi.PARAMS_BYTES).getInt(UringAbi.PARAMS_FLAGS) == 0;
            return plain ? super.ioUringSetup(entries, params) : fail(Errno.EINVAL);
          }

          @Override
          public int ioUringRegister(int ring, int operation, long argument, int count) {
            return operation == UringAbi.REGISTER_RING_FDS
                ? fail(Errno.EINVAL)
                : super.ioUringRegister(ring, operation, argument, count);
          }
        };
    try (IoEngine engine = openOrSkip(old, UringHabits.FIXED)) {
      submitAll(engine);
      assertAllRead(engine);
      assertThat(engine.receipts().mode())
          .isEqualTo("io_uring with flags none; registered: buffers, file");
    }
    assertThatThrownBy(() -> open(old, UringHabits.SQPOLL))
        .isInstanceOf(EngineUnsupportedException.class)
        .hasMessageContaining("uring-sqpoll can't run here")
        .hasMessageContaining("SQPOLL");
  }

  @ParameterizedTest
  @EnumSource(names = {"ENOSYS", "EPERM"})
  void shouldBeUnsupportedWhereThereIsNoneOrItIsForbidden(Errno refusal) {
    LinuxSyscalls without =
        new ForwardingSyscalls() {
          @Override
          public int ioUringSetup(int entries, long params) {
            return fail(refusal);
          }
        };
    assertThatThrownBy(() -> open(without, UringHabits.QEMU))
        .isInstanceOf(EngineUnsupportedException.class)
        .hasMessageContaining("the engine uring can't run here")
        .hasMessageContaining(
            refusal == Errno.EPERM ? "kernel.io_uring_disabled is " : "use Linux 5.11");
  }

  @Test
  void shouldBeUnsupportedWhereTheKernelIsTooOld() {
    LinuxSyscalls old =
        new ForwardingSyscalls() {
          @Override
          public int ioUringSetup(int entries, long params) {
            int ring = super.ioUringSetup(entries, params);
            view(params, UringAbi.PARAMS_BYTES).putInt(UringAbi.PARAMS_FEATURES, 0x3f);
            return ring;
          }
        };
    assertThatThrownBy(() -> open(old, UringHabits.QEMU))
        .isInstanceOf(EngineUnsupportedException.class)
        .hasMessageContaining("too old");
  }

  @Test
  void shouldSayHowToRaiseTheLimitOfLockedMemoryAndGiveEverythingBack() {
    AtomicInteger mapped = new AtomicInteger();
    AtomicInteger opened = new AtomicInteger();
    LinuxSyscalls limited =
        new ForwardingSyscalls() {
          @Override
          public int ioUringRegister(int ring, int operation, long argument, int count) {
            return fail(Errno.ENOMEM);
          }

          @Override
          public int ioUringSetup(int entries, long params) {
            int ring = super.ioUringSetup(entries, params);
            opened.addAndGet(ring == -1 ? 0 : 1);
            return ring;
          }

          @Override
          public int close(int fd) {
            opened.decrementAndGet();
            return super.close(fd);
          }

          @Override
          public long mmap(long address, long bytes, int protection, int flags, int fd, long at) {
            mapped.incrementAndGet();
            return super.mmap(address, bytes, protection, flags, fd, at);
          }

          @Override
          public int munmap(long address, long length) {
            mapped.decrementAndGet();
            return super.munmap(address, length);
          }
        };
    try (IoEngine engine = open(limited, UringHabits.FIXED)) {
      throw new AssertionError("opened: " + engine);
    } catch (SyscallException e) {
      assertThat(e)
          .hasMessageContaining("io_uring_register failed on 32768 bytes of buffers: ENOMEM")
          .hasMessageContaining("ulimit -l");
    } catch (EngineUnsupportedException e) {
      abort(e.getMessage());
    }
    assertThat(mapped).hasValue(0);
    assertThat(opened).hasValue(0);
  }
}
