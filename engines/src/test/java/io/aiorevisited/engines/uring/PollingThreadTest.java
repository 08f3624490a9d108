package io.aiorevisited.engines.uring;

import static io.aiorevisited.engines.WholeFile.BLOCK;
import static io.aiorevisited.engines.WholeFile.DEPTH;
import static io.aiorevisited.engines.WholeFile.assertAllRead;
import static io.aiorevisited.engines.WholeFile.submitAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
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
import io.aiorevisited.engines.linux.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Faults of uring-sqpoll, which makes no call that submits: in those by which it wakes the kernel's
 * thread, and in those by which it waits.
 */
@Timeout(60)
class PollingThreadTest {
  private Path path;
  private IoFile file;

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

  private IoEngine open(Faults faults) {
    try {
      return new UringEngine(
          new EngineSettings(
              faults,
              file,
              DEPTH,
              BLOCK,
              BufferPages.SMALL,
              ThreadPlacement.FREE,
              InstalledPrograms.ofThisHost()),
          UringHabits.SQPOLL);
    } catch (EngineUnsupportedException e) {
      return abort(e.getMessage());
    }
  }

  /** Fails the first calls of each kind as told, and sees when the kernel's thread sleeps. */
  private static final class Faults extends ForwardingSyscalls {
    private static final int NO_RING = -2; // -1 is the descriptor of memory without a file
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final Deque<Errno> wakeUps = new ArrayDeque<>();
    private final Deque<Errno> waits = new ArrayDeque<>();
    private int ring = NO_RING;
    private int flagsOffset;
    private long rings;
    private int wakeUpCalls;
    private boolean wakesLate;
    private int late;

    Faults inWakeUps(Errno... causes) {
      wakeUps.addAll(List.of(causes));
      return this;
    }

    /** In waits for a thread that wakes up only when they are over. */
    Faults inWaits(Errno... causes) {
      waits.addAll(List.of(causes));
      wakesLate = true;
      return this;
    }

    @Override
    public int ioUringSetup(int entries, long params) {
      ring = super.ioUringSetup(entries, params);
      flagsOffset = view(params, UringAbi.PARAMS_BYTES).getInt(UringAbi.PARAMS_SQ_FLAGS);
      return ring;
    }

    @Override
    public long mmap(long address, long length, int protection, int flags, int fd, long offset) {
      long mapped = super.mmap(address, length, protection, flags, fd, offset);
      if (fd == ring && rings == 0) {
        rings = mapped;
      }
      return mapped;
    }

    @Override
    public int ioUringEnter(
        int fd, int toSubmit, int minComplete, int flags, long argument, long bytes) {
      boolean wakes = (flags & UringAbi.ENTER_SQ_WAKEUP) != 0;
      wakeUpCalls += wakes ? 1 : 0;
      Deque<Errno> faults = wakes ? wakeUps : waits;
      if (!faults.isEmpty()) {
        return fail(faults.pop());
      }
      if (wakes && wakesLate) {
        late = toSubmit;
        return toSubmit;
      }
      if (late > 0) {
        super.ioUringEnter(fd, late, 0, flags | UringAbi.ENTER_SQ_WAKEUP, 0, 0);
        late = 0;
      }
      return super.ioUringEnter(fd, toSubmit, minComplete, flags, argument, bytes);
    }

    /** Waits until the kernel's thread says that it sleeps: some 10 ms without requests. */
    void awaitSleep() {
      long startNanos = System.nanoTime();
      while ((view(rings + flagsOffset, Integer.BYTES).getInt(0) & UringAbi.SQ_NEED_WAKEUP) == 0) {
        assertThat(System.nanoTime() - startNanos).as("awake").isLessThan(PATIENCE_NANOS);
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void shouldWakeTheThreadThatSleepsAndOnlyThen() {
    Faults none = new Faults();
    try (IoEngine engine = open(none)) {
      for (int i = 1; i <= 3; i++) {
        none.awaitSleep();
        submitAll(engine);
        assertAllRead(engine);
        assertThat(none.wakeUpCalls).isEqualTo(i);
      }
    }
  }

  @Test
  void shouldRepeatAnInterruptedWakeUpAndCountIt() {
    Faults interrupted = new Faults().inWakeUps(Errno.EINTR, Errno.EINTR);
    try (IoEngine engine = open(interrupted)) {
      interrupted.awaitSleep();
      submitAll(engine);
      assertAllRead(engine);
      assertThat(engine.receipts().retries()).containsEntry("io_uring_enter:EINTR", 2L);
    }
  }

  @Test
  void shouldRepeatAnInterruptedWaitAndCountIt() {
    Faults interrupted = new Faults().inWaits(Errno.EINTR, Errno.EINTR);
    try (IoEngine engine = open(interrupted)) {
      interrupted.awaitSleep();
      submitAll(engine);
      assertAllRead(engine);
      assertThat(engine.receipts().retries()).containsEntry("io_uring_enter:EINTR", 2L);
    }
  }

  @Test
  void shouldNameWhatFailedWhereTheThreadCantBeWokenAndStillClose() {
    Faults refused = new Faults().inWakeUps(Errno.EBADF);
    try (IoEngine engine = open(refused)) {
      refused.awaitSleep();
      assertThatThrownBy(() -> submitAll(engine))
          .isInstanceOf(SyscallException.class)
          .hasMessageContaining("io_uring_enter failed on a sleeping polling thread: EBADF");
    }
    assertThat(refused.wakeUpCalls).as("closing wakes it, or the requests would stay").isEqualTo(2);
  }

  @Test
  void shouldCarryOutAllThatIsCommittedBeforeItCloses() {
    Faults none = new Faults();
    IoEngine engine = open(none);
    none.awaitSleep();
    submitAll(engine);
    engine.close();
    assertThat(engine.receipts().syscalls()).containsKey("io_uring_enter");
  }
}
