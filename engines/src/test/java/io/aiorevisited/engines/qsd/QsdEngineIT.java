package io.aiorevisited.engines.qsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineFailedException;
import io.aiorevisited.engines.EngineProcesses;
import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.TestFile;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What concerns these engines alone, with the real daemon, or with one that a test makes up. */
@Timeout(120)
class QsdEngineIT {
  private static final int BLOCK = 4096;
  private static final int BLOCKS = 8;
  private static final int SHORT_PATIENCE_MILLIS = 300;
  private static final String FOLDER_NAME = "aio-revisited-qsd-";

  private final InstalledPrograms programs = InstalledPrograms.ofThisHost();

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void needsTheDaemon() {
    assumeTrue(programs.find(Daemon.PROGRAM).isPresent(), Daemon.PROGRAM + " is not installed");
    path = TestFile.DISK.create(BLOCKS * BLOCK);
  }

  @AfterEach
  void deleteFile() throws IOException {
    if (path != null) {
      Files.delete(path);
    }
  }

  private IoFile direct() {
    return TestFile.openDirect(path, FileAccess.READ_WRITE);
  }

  private EngineSettings settings(IoFile file, int depth) {
    return settings(file, depth, programs);
  }

  private static EngineSettings settings(IoFile file, int depth, InstalledPrograms programs) {
    return new EngineSettings(
        LinuxSyscalls.host(),
        file,
        depth,
        BLOCK,
        BufferPages.SMALL,
        ThreadPlacement.FREE,
        programs);
  }

  private QsdEngine open(IoFile file, QsdMode mode, int patienceMillis) {
    return new QsdEngine(settings(file, BLOCKS), mode, patienceMillis);
  }

  private static void read(QsdEngine engine, int slot) {
    engine.request(slot).prepare(IoOperation.READ, (long) slot * BLOCK, BLOCK);
    engine.queue(engine.request(slot));
    engine.commit();
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeSeenInItsMode(QsdMode mode) {
    try (IoFile file = direct();
        QsdEngine engine = new QsdEngine(settings(file, 1), mode)) {
      assertThat(engine.daemon().orElseThrow().look().asNamed())
          .as(engine.daemon().orElseThrow().look().seen())
          .isTrue();
      assertThat(engine.daemon().orElseThrow().version()).startsWith("qemu-storage-daemon version");
      assertThat(engine.daemon().orElseThrow().commandLine()).contains("--blockdev", "--export");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldTakeOneKickARequestAndAtMostOneCallWhereOneIsInFlight(QsdMode mode) {
    try (IoFile file = direct();
        QsdEngine engine = new QsdEngine(settings(file, 1), mode)) {
      assertThat(engine.receipts().syscalls()).as("by opening").isEmpty();
      for (int i = 0; i < 200; i++) {
        read(engine, 0);
        assertThat(engine.getEvents(1, 1)).isEqualTo(1);
        assertThat(engine.request(0).succeeded()).isTrue();
      }
      EngineReceipts receipts = engine.receipts();
      assertThat(receipts.syscalls()).containsEntry("write", 200L);
      // The daemon tells of the first request in any case: the one by which it was opened.
      assertThat(receipts.syscalls().getOrDefault("read", 0L)).isLessThanOrEqualTo(201);
      assertThat(receipts.wakeUps()).isLessThanOrEqualTo(201);
      assertThat(receipts.inFlightAtMost()).isEqualTo(1);
      assertThat(receipts.retries()).isEmpty();
    }
  }

  @Test
  void shouldCarryOutMoreRequestsThanTheQueueHolds() {
    int depth = Virtqueue.MAX_ENTRIES + 500;
    try (IoFile file = direct();
        QsdEngine engine = new QsdEngine(settings(file, depth), QsdMode.THREADS)) {
      for (int slot = 0; slot < depth; slot++) {
        engine.request(slot).prepare(IoOperation.READ, (long) (slot % BLOCKS) * BLOCK, BLOCK);
        engine.queue(engine.request(slot));
      }
      engine.commit();
      assertThat(engine.getEvents(depth, depth)).isEqualTo(depth);
      for (int i = 0; i < depth; i++) {
        assertThat(engine.event(i).succeeded()).isTrue();
      }
      assertThat(engine.receipts().inFlightAtMost()).isEqualTo(Virtqueue.MAX_ENTRIES);
    }
  }

  @Test
  void shouldCarryOutAllThatIsCommittedBeforeItCloses() throws IOException {
    int depth = Virtqueue.MAX_ENTRIES + 500;
    byte[] expected = TestFile.content(BLOCKS * BLOCK);
    int last = (BLOCKS - 1) * BLOCK;
    try (IoFile file = direct();
        QsdEngine engine = new QsdEngine(settings(file, depth + 1), QsdMode.NATIVE)) {
      for (int slot = 0; slot < depth; slot++) {
        boolean isLast = slot == depth - 1;
        engine.request(slot).prepare(isLast ? IoOperation.WRITE : IoOperation.READ, last, BLOCK);
        engine.queue(engine.request(slot));
      }
      for (int i = 0; i < BLOCK; i++) {
        expected[last + i] = (byte) i;
        engine.request(depth - 1).buffer().put(i, (byte) i);
      }
      engine.commit();
      engine.request(depth).prepare(IoOperation.WRITE, 0, BLOCK);
      engine.queue(engine.request(depth));
    }
    assertThat(Files.readAllBytes(path)).as("but for what is only queued").isEqualTo(expected);
  }

  @Test
  void shouldRefuseWritesBehindTheEndAndCutWhatLiesAcrossIt() throws IOException {
    try (IoFile file = direct();
        QsdEngine engine = new QsdEngine(settings(file, 2), QsdMode.NATIVE)) {
      IoRequest across = engine.request(0);
      IoRequest behind = engine.request(1);
      across.prepare(IoOperation.WRITE, BLOCKS * BLOCK - 512, BLOCK);
      behind.prepare(IoOperation.WRITE, BLOCKS * BLOCK, BLOCK);
      engine.queue(across);
      engine.queue(behind);
      engine.commit();
      engine.getEvents(2, 2);

      assertThat(across.result()).isEqualTo(512);
      assertThat(behind.result()).isEqualTo(-Errno.ENOSPC.number());
    }
    assertThat(Files.size(path)).isEqualTo(BLOCKS * BLOCK);
  }

  @ParameterizedTest
  @EnumSource(names = {"THREADS", "IO_URING"})
  void shouldWriteThroughThePageCache(QsdMode mode) throws IOException {
    byte[] expected = TestFile.content(BLOCKS * BLOCK);
    try (IoFile file = IoFile.open(path, CacheMode.WRITETHROUGH, FileAccess.READ_WRITE);
        QsdEngine engine = new QsdEngine(settings(file, 1), mode)) {
      IoRequest request = engine.request(0);
      for (int i = 0; i < BLOCK; i++) {
        expected[BLOCK + i] = (byte) i;
        request.buffer().put(i, (byte) i);
      }
      request.prepare(IoOperation.WRITE, BLOCK, BLOCK);
      engine.queue(request);
      engine.commit();
      engine.getEvents(1, 1);
      assertThat(request.succeeded()).isTrue();
    }
    assertThat(Files.readAllBytes(path)).isEqualTo(expected);
  }

  @Test
  void shouldLeaveNoProcessAndNoFile() throws Exception {
    List<Path> before = temporaryFolders();
    ProcessHandle daemon;
    try (IoFile file = direct();
        QsdEngine engine = new QsdEngine(settings(file, 1), QsdMode.NATIVE)) {
      daemon = ProcessHandle.of(engine.daemonPid()).orElseThrow();
      assertThat(EngineProcesses.pids()).containsExactly((int) engine.daemonPid());
      assertThat(temporaryFolders()).as("while it runs").isEqualTo(before);
    }
    assertThat(daemon.isAlive()).isFalse();
    assertThat(EngineProcesses.pids()).isEmpty();
  }

  private static List<Path> temporaryFolders() throws IOException {
    try (var folders = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return folders.filter(folder -> folder.toString().contains(FOLDER_NAME)).toList();
    }
  }

  @Test
  void shouldNoticeADaemonThatIsKilled() {
    try (IoFile file = direct();
        QsdEngine engine = open(file, QsdMode.THREADS, QsdEngine.PATIENCE_MILLIS)) {
      ProcessHandle.of(engine.daemonPid()).orElseThrow().destroyForcibly();
      read(engine, 0);
      assertThatThrownBy(() -> engine.getEvents(1, 1))
          .isInstanceOf(EngineFailedException.class)
          .hasMessage("qemu-storage-daemon has ended: signal 9, and it said nothing");
    }
  }

  @Test
  void shouldNoticeADaemonThatHangsAndEndIt() throws Exception {
    ProcessHandle daemon;
    try (IoFile file = direct();
        QsdEngine engine = open(file, QsdMode.THREADS, SHORT_PATIENCE_MILLIS)) {
      daemon = ProcessHandle.of(engine.daemonPid()).orElseThrow();
      assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(daemon.pid())).start().waitFor())
          .isZero();
      read(engine, 0);
      assertThatThrownBy(() -> engine.getEvents(1, 1))
          .isInstanceOf(EngineFailedException.class)
          .hasMessage("qemu-storage-daemon hangs: no answer for 300 ms with 1 requests in flight");
      assertThat(engine.receipts().retries()).containsKey("kick:again");
    }
    daemon.onExit().get(60, TimeUnit.SECONDS);
    assertThat(daemon.isAlive()).isFalse();
  }

  @Test
  void shouldNotBeDisturbedByASocketThatAKilledOneLeft() throws IOException {
    Path left =
        Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), FOLDER_NAME);
    Files.createFile(left.resolve(DaemonOptions.SOCKET));
    try (IoFile file = direct();
        QsdEngine engine = new QsdEngine(settings(file, 1), QsdMode.NATIVE)) {
      read(engine, 0);
      assertThat(engine.getEvents(1, 1)).isEqualTo(1);
    } finally {
      Files.delete(left.resolve(DaemonOptions.SOCKET));
      Files.delete(left);
    }
  }

  @Test
  void shouldDoubleTheCommasOfAPathAndNameTheWholeCommand() throws IOException {
    Path named = Files.copy(path, folder.resolve("a,b"));
    try (IoFile file = IoFile.open(named, CacheMode.WRITEBACK, FileAccess.READ_ONLY)) {
      List<String> words =
          new DaemonOptions(QsdMode.IO_URING, file, 0, OptionalInt.empty()).words();
      assertThat(words)
          .containsExactly(
              "--blockdev",
              "node-name=d0,driver=file,filename="
                  + folder.resolve("a,,b")
                  + ",aio=io_uring,cache.direct=off,cache.no-flush=off,locking=off,read-only=on",
              "--export",
              "type=vhost-user-blk,id=e0,node-name=d0,addr.type=unix,addr.path=s,writable=off,"
                  + "num-queues=1");
    }
  }
}
