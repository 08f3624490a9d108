package io.aiorevisited.engines.qsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.engines.EngineDaemon.Proof;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.linux.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is made of a daemon's folder in procfs, here one that a test writes. */
class QsdModeTest {
  private static final Path TARGET = Path.of("/data/target");

  @TempDir Path process;

  @BeforeEach
  void hasTheTargetOpenPastThePageCacheAndTwoThreads() throws IOException {
    Files.createDirectories(process.resolve("fd"));
    Files.createDirectories(process.resolve("fdinfo"));
    Files.writeString(process.resolve("maps"), "7f00-7f01 rw-p 0 00:00 0 [heap]\n");
    open("7", TARGET.toString(), 02100002 | Architecture.current().directFlag());
    open("8", "socket:[1]", 2);
    thread(1, "qemu-storage-da");
    thread(2, "qemu-storage-da");
  }

  private void open(String descriptor, String link, int flags) throws IOException {
    Files.createSymbolicLink(process.resolve("fd").resolve(descriptor), Path.of(link));
    Files.writeString(
        process.resolve("fdinfo").resolve(descriptor),
        "pos:\t0\nflags:\t0" + Integer.toOctalString(flags) + "\n");
  }

  private void thread(int tid, String name) throws IOException {
    Path task = Files.createDirectories(process.resolve("task/" + tid));
    Files.writeString(task.resolve("comm"), name + "\n");
  }

  private void makeAioRing() throws IOException {
    Files.writeString(process.resolve("maps"), "7f02-7f03 rw-s 0 00:0e 9 /[aio] (deleted)\n");
  }

  private void makeIoUring() throws IOException {
    open("9", "anon_inode:[io_uring]", 2);
  }

  private Proof judge(QsdMode mode) throws IOException {
    return mode.judge(DaemonSight.of(process, TARGET, 2, 0), true);
  }

  private List<QsdMode> modesProven() throws IOException {
    DaemonSight sight = DaemonSight.of(process, TARGET, 2, 0);
    return List.of(QsdMode.values()).stream()
        .filter(mode -> mode.judge(sight, true).asNamed())
        .toList();
  }

  @Test
  void shouldTakeAContextOfNativeAioForNativeAlone() throws IOException {
    makeAioRing();
    assertThat(modesProven()).containsExactly(QsdMode.NATIVE);
  }

  @Test
  void shouldTakeAnIoUringWithoutWorkersForIoUring() throws IOException {
    makeIoUring();
    thread(3, "iou-wrk-1");
    assertThat(modesProven()).containsExactly(QsdMode.IO_URING, QsdMode.NULL);
  }

  @Test
  void shouldTakeWorkersForThreadsWhateverTheLoopWaitsIn() throws IOException {
    thread(3, "qemu-storage-da");
    assertThat(modesProven()).containsExactly(QsdMode.THREADS);
    makeIoUring();
    assertThat(modesProven()).containsExactly(QsdMode.THREADS);
  }

  @Test
  void shouldFindNativeAioThatFellBackToThePool() throws IOException {
    makeAioRing();
    thread(3, "qemu-storage-da");
    Proof proof = judge(QsdMode.NATIVE);

    assertThat(proof.asNamed()).isFalse();
    assertThat(proof.seen())
        .isEqualTo("a ring of native AIO, no io_uring, up to 1 worker threads, O_DIRECT");
  }

  @Test
  void shouldRememberWorkersThatHaveEnded() throws IOException {
    DaemonSight sight = DaemonSight.of(process, TARGET, 2, 5);
    assertThat(sight.workersAtMost()).isEqualTo(5);
    assertThat(QsdMode.THREADS.judge(sight, true).asNamed()).isTrue();
  }

  @Test
  void shouldRefuseADaemonThatOpenedTheTargetOtherwise() throws IOException {
    makeAioRing();
    DaemonSight sight = DaemonSight.of(process, TARGET, 2, 0);
    assertThat(QsdMode.NATIVE.judge(sight, false).asNamed()).as("O_DIRECT unasked").isFalse();

    Files.delete(process.resolve("fd/7"));
    assertThat(judge(QsdMode.NATIVE).asNamed()).as("not open").isFalse();
    assertThat(judge(QsdMode.NATIVE).seen()).endsWith("the target not open");
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeNamedAsItsEngine(QsdMode mode) {
    assertThat(EngineType.find(mode.engine()).map(type -> type.name()))
        .isEqualTo(Optional.of("QSD_" + mode.name().toUpperCase(Locale.ROOT)));
  }
}
