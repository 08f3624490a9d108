package io.aiorevisited.engines.aio;

import static io.aiorevisited.engines.WholeFile.BLOCK;
import static io.aiorevisited.engines.WholeFile.DEPTH;
import static io.aiorevisited.engines.WholeFile.assertAllRead;
import static io.aiorevisited.engines.WholeFile.submitAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.TestFile;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.WholeFile;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.linux.Architecture;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.ForwardingSyscalls;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults made in otherwise real calls of native AIO. */
@Timeout(60)
class AioFaultTest {
  private Path path;
  private IoFile file;

  @BeforeEach
  void openFile() {
    path = TestFile.DISK.create(WholeFile.BYTES);
    file = TestFile.openDirect(path, FileAccess.READ_ONLY);
  }

  @AfterEach
  void closeFile() throws IOException {
    if (file != null) {
      file.close();
    }
    Files.delete(path);
  }

  /** A submission passes at most {@code limit} requests on, or fails. */
  private record Step(int limit, Errno failure) {
    static final Step PASS = new Step(Integer.MAX_VALUE, null);

    static Step atMost(int limit) {
      return new Step(limit, null);
    }

    static Step fails(Errno failure) {
      return new Step(0, failure);
    }
  }

  /** Treats the first submissions as told, the later ones as Linux does. */
  private static LinuxSyscalls submissions(Step... steps) {
    Deque<Step> left = new ArrayDeque<>(Arrays.asList(steps));
    return new ForwardingSyscalls() {
      @Override
      public long ioSubmit(long context, long count, long iocbPointers) {
        Step step = left.isEmpty() ? Step.PASS : left.pop();
        return step.failure() != null
            ? fail(step.failure())
            : super.ioSubmit(context, Math.min(count, step.limit()), iocbPointers);
      }
    };
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "AIO.*")
  void shouldSubmitTheRestAfterAPartialSubmission(EngineType type) {
    LinuxSyscalls partial = submissions(Step.atMost(3), Step.atMost(1));
    try (IoEngine engine =
        type.open(partial, file, DEPTH, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      submitAll(engine);
      assertAllRead(engine);
      assertThat(engine.receipts().retries()).containsEntry("io_submit:partial", 2L);
      assertThat(engine.receipts().syscalls()).containsEntry("io_submit", 3L);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "AIO.*")
  void shouldQueueMoreBehindWhatAPartialSubmissionLeft(EngineType type) {
    LinuxSyscalls partial = submissions(Step.atMost(1));
    try (IoEngine engine =
        type.open(partial, file, 3, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      for (int slot = 0; slot < 2; slot++) {
        engine.request(slot).prepare(IoOperation.READ, (long) slot * BLOCK, BLOCK);
        engine.queue(engine.request(slot));
      }
      engine.commit();
      engine.request(2).prepare(IoOperation.READ, 2L * BLOCK, BLOCK);
      engine.queue(engine.request(2));
      assertThat(engine.getEvents(2, 3)).as("slot 2 isn't committed").isEqualTo(2);
      engine.commit();
      assertThat(engine.getEvents(1, 3)).isEqualTo(1);
      assertThat(engine.event(0).slot()).isEqualTo(2);
      assertThat(engine.event(0).succeeded()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "AIO.*")
  void shouldKeepRequestsQueuedOnEagainAndSubmitThemOnTheNextCompletion(EngineType type) {
    LinuxSyscalls again = submissions(Step.atMost(2), Step.fails(Errno.EAGAIN));
    try (IoEngine engine =
        type.open(again, file, DEPTH, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      submitAll(engine);
      assertAllRead(engine);
      assertThat(engine.receipts().retries())
          .containsEntry("io_submit:partial", 1L)
          .containsEntry("io_submit:EAGAIN", 1L);
      assertThat(engine.receipts().errors()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "AIO.*")
  void shouldTryAgainOnEagainWhenNothingIsInFlight(EngineType type) {
    Step again = Step.fails(Errno.EAGAIN);
    LinuxSyscalls exhausted = submissions(again, again, again);
    try (IoEngine engine =
        type.open(exhausted, file, DEPTH, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      submitAll(engine);
      assertAllRead(engine);
      assertThat(engine.receipts().retries()).containsEntry("io_submit:EAGAIN", 3L);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "AIO.*")
  void shouldGiveUpWhenEagainNeverEndsWithNothingInFlight(EngineType type) {
    LinuxSyscalls exhausted =
        new ForwardingSyscalls() {
          @Override
          public long ioSubmit(long context, long count, long iocbPointers) {
            return fail(Errno.EAGAIN);
          }

          @Override
          public int epollWait(int epollFd, long events, int maxEvents, int timeoutMillis) {
            return super.epollWait(epollFd, events, maxEvents, 0);
          }
        };
    try (IoEngine engine =
        type.open(exhausted, file, DEPTH, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      assertThatThrownBy(() -> submitAll(engine))
          .isInstanceOf(SyscallException.class)
          .hasMessageContaining("io_submit failed on 8 requests with none in flight")
          .hasMessageContaining("EAGAIN");
      assertThatThrownBy(() -> engine.getEvents(1, 1))
          .as("doesn't hang")
          .isInstanceOf(SyscallException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "AIO.*")
  void shouldFailTheFirstRequestOnlyWhenTheKernelRefusesIt(EngineType type) {
    LinuxSyscalls refusing = submissions(Step.fails(Errno.EINVAL));
    try (IoEngine engine =
        type.open(refusing, file, DEPTH, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      submitAll(engine);
      assertThat(engine.getEvents(DEPTH, DEPTH)).isEqualTo(DEPTH);
      assertThat(engine.request(0).result()).isEqualTo(-Errno.EINVAL.number());
      for (int slot = 1; slot < DEPTH; slot++) {
        assertThat(engine.request(slot).succeeded()).isTrue();
      }
      assertThat(engine.receipts().errors()).isEqualTo(1);
    }
  }

  @Test
  void shouldRepeatAndCountInterruptedCallsOfAio() {
    LinuxSyscalls interrupting =
        new ForwardingSyscalls() {
          private final boolean[] done = new boolean[4];

          private boolean first(int call) {
            boolean first = !done[call];
            done[call] = true;
            return first;
          }

          @Override
          public long ioSubmit(long context, long count, long iocbPointers) {
            return first(0) ? fail(Errno.EINTR) : super.ioSubmit(context, count, iocbPointers);
          }

          @Override
          public long ioGetevents(long context, long min, long max, long events, long timeout) {
            return first(1)
                ? fail(Errno.EINTR)
                : super.ioGetevents(context, min, max, events, timeout);
          }

          @Override
          public long read(int fd, long buffer, long count) {
            return first(2) ? fail(Errno.EINTR) : super.read(fd, buffer, count);
          }

          @Override
          public int epollWait(int epollFd, long events, int maxEvents, int timeoutMillis) {
            return first(3)
                ? fail(Errno.EINTR)
                : super.epollWait(epollFd, events, maxEvents, timeoutMillis);
          }
        };
    try (IoEngine engine =
        EngineType.AIO.open(
            interrupting, file, DEPTH, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      submitAll(engine);
      assertAllRead(engine);
      assertThat(engine.receipts().retries())
          .containsEntry("io_submit:EINTR", 1L)
          .containsEntry("io_getevents:EINTR", 1L)
          .containsEntry("read:EINTR", 1L)
          .containsEntry(Architecture.current().epollWaitName() + ":EINTR", 1L);
    }
  }

  @Test
  void shouldWaitForACompletionAfterAPartialSubmission() {
    try (IoEngine engine =
        EngineType.AIO.open(
            submissions(Step.atMost(3)),
            file,
            DEPTH,
            BLOCK,
            BufferPages.HUGE,
            ThreadPlacement.FREE)) {
      submitAll(engine);
      assertThat(engine.receipts().syscalls()).containsEntry("io_submit", 1L);
      assertAllRead(engine);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "AIO.*")
  void shouldGiveBackEverythingWhenTheKernelHasNoContextLeft(EngineType type) {
    AtomicInteger mapped = new AtomicInteger();
    AtomicInteger opened = new AtomicInteger();
    LinuxSyscalls exhausted =
        new ForwardingSyscalls() {
          @Override
          public long ioSetup(int events, long contextPointer) {
            return fail(Errno.EAGAIN);
          }

          @Override
          public long mmap(
              long address, long length, int protection, int flags, int fd, long offset) {
            mapped.incrementAndGet();
            return super.mmap(address, length, protection, flags, fd, offset);
          }

          @Override
          public int munmap(long address, long length) {
            mapped.decrementAndGet();
            return super.munmap(address, length);
          }

          @Override
          public int eventfd(int initialValue, int flags) {
            opened.incrementAndGet();
            return super.eventfd(initialValue, flags);
          }

          @Override
          public int epollCreate1(int flags) {
            opened.incrementAndGet();
            return super.epollCreate1(flags);
          }

          @Override
          public int close(int fd) {
            opened.decrementAndGet();
            return super.close(fd);
          }
        };
    assertThatThrownBy(
            () -> type.open(exhausted, file, DEPTH, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE))
        .isInstanceOf(SyscallException.class)
        .hasMessageContaining("fs.aio-max-nr");
    assertThat(mapped).hasValue(0);
    assertThat(opened).hasValue(0);
  }
}
