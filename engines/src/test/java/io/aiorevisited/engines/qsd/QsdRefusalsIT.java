package io.aiorevisited.engines.qsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineFailedException;
import io.aiorevisited.engines.EngineProcesses;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.EngineUnsupportedException;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.TestFile;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is said where the daemon, or what it needs, isn't there; with real daemons and made-up ones.
 */
@Timeout(120)
class QsdRefusalsIT {
  private static final int BLOCK = 4096;
  private static final int SHORT_PATIENCE_MILLIS = 300;
  private static final String DAEMON_VERSION = "qemu-storage-daemon version ";

  private final InstalledPrograms programs = InstalledPrograms.ofThisHost();

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void needsTheDaemon() {
    assumeTrue(programs.find(Daemon.PROGRAM).isPresent(), Daemon.PROGRAM + " is not installed");
    path = TestFile.DISK.create(BLOCK);
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

  private static EngineSettings settings(IoFile file, InstalledPrograms programs) {
    return new EngineSettings(
        LinuxSyscalls.host(), file, 1, BLOCK, BufferPages.SMALL, ThreadPlacement.FREE, programs);
  }

  @Test
  void shouldSayThatQemuRefusesNativeAioThroughThePageCache() {
    try (IoFile file = IoFile.open(path, CacheMode.WRITEBACK, FileAccess.READ_ONLY)) {
      assertThatThrownBy(() -> new QsdEngine(settings(file, programs), QsdMode.NATIVE))
          .isInstanceOf(EngineUnsupportedException.class)
          .hasMessage(
              "the engine qsd-native can't run here: aio=native was specified, but it requires"
                  + " cache.direct=on, which was not specified");
    }
    assertThat(EngineProcesses.pids()).isEmpty();
  }

  @Test
  void shouldNameThePackageOfAProgramThatIsMissing() {
    try (IoFile file = direct()) {
      InstalledPrograms none = InstalledPrograms.in(List.of(folder));
      assertThatThrownBy(() -> new QsdEngine(settings(file, none), QsdMode.NULL, 1000))
          .isInstanceOf(EngineUnsupportedException.class)
          .hasMessageContaining("qemu-storage-daemon is not installed")
          .hasMessageContaining("qemu-system-common");
    }
  }

  @Test
  void shouldTakeQemuFromTheFolderThatItIsToldAndNowhereElse() throws IOException {
    InstalledPrograms elsewhere = programs.withQemuIn(folder);
    try (IoFile file = direct()) {
      assertThatThrownBy(() -> new QsdEngine(settings(file, elsewhere), QsdMode.NULL, 1000))
          .as("the installed one is not taken instead")
          .isInstanceOf(EngineFailedException.class)
          .hasMessage("no qemu-storage-daemon that may be run is in " + folder + ": put it back");
      Path copy = folder.resolve(Daemon.PROGRAM);
      Files.copy(
          programs.find(Daemon.PROGRAM).orElseThrow(), copy, StandardCopyOption.COPY_ATTRIBUTES);
      try (QsdEngine engine = new QsdEngine(settings(file, elsewhere), QsdMode.NULL)) {
        assertThat(engine.daemon().orElseThrow().commandLine()).contains(copy.toString());
      }
    }
  }

  @Test
  void shouldSayWhatADaemonSaidThatDoesNotStart() throws IOException {
    InstalledPrograms madeUp = madeUp("echo 'qemu-storage-daemon: no such thing' >&2; exit 3");
    try (IoFile file = direct()) {
      assertThatThrownBy(() -> new QsdEngine(settings(file, madeUp), QsdMode.THREADS, 10_000))
          .isInstanceOf(EngineFailedException.class)
          .hasMessage("qemu-storage-daemon has ended: status 3, and it said: no such thing");
    }
    assertThat(EngineProcesses.pids()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2.12.0, true",
    "5.1.0, true",
    "4.2.1, true",
    "5.2.0, false",
    "7.2.22, false",
    "10.0, false"
  })
  void shouldSayThatAQemuIsTooOld(String version, boolean tooOld) throws IOException {
    InstalledPrograms old =
        madeUp("echo 'qemu-storage-daemon: no' >&2; exit 1", DAEMON_VERSION + version + " (x)");
    try (IoFile file = direct()) {
      assertThatThrownBy(() -> new QsdEngine(settings(file, old), QsdMode.THREADS, 10_000))
          .isInstanceOf(tooOld ? EngineUnsupportedException.class : EngineFailedException.class)
          .hasMessageContaining(
              tooOld
                  ? "qemu-storage-daemon is of QEMU "
                      + version
                      + ", which can't export by vhost-user-blk: use QEMU 5.2 or later"
                  : "and it said: no");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "IO_URING, io_uring_setup:error=EPERM, set kernel.io_uring_disabled to 0",
    "NATIVE, io_setup:error=EAGAIN, raise fs.aio-max-nr"
  })
  void shouldSayWhatToDoWhereTheKernelRefuses(QsdMode mode, String injected, String advice)
      throws IOException {
    Optional<Path> strace = programs.find("strace");
    assumeTrue(strace.isPresent(), "strace is not installed");
    Path real = programs.find(Daemon.PROGRAM).orElseThrow();
    InstalledPrograms refused =
        madeUp(
            "exec %s -D -f -qq -o /dev/null -e inject=%s %s \"$@\""
                .formatted(strace.get(), injected, real));
    try (IoFile file = direct();
        QsdEngine engine = new QsdEngine(settings(file, refused), mode, 10_000)) {
      // A QEMU of 2025 starts all the same, and the look at its mode tells.
      assertThat(engine.daemon().orElseThrow().look().asNamed()).isFalse();
    } catch (EngineUnsupportedException e) {
      assertThat(e).hasMessageContaining("Unable to use").hasMessageContaining(advice);
    }
    assertThat(EngineProcesses.pids()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Parameter 'aio' does not accept value 'io_uring', built without io_uring; use one built with",
    "Parameter 'aio' does not accept value 'native', built without libaio; use one built with it",
    "Parameter 'type' does not accept value 'vhost-user-blk', built without vhost-user; use one"
  })
  void shouldSayWhatAQemuIsBuiltWithout(String said, String advice) throws IOException {
    InstalledPrograms without = madeUp("echo \"qemu-storage-daemon: " + said + "\" >&2; exit 1");
    try (IoFile file = direct()) {
      assertThatThrownBy(() -> new QsdEngine(settings(file, without), QsdMode.THREADS, 10_000))
          .isInstanceOf(EngineUnsupportedException.class)
          .hasMessageContaining(said)
          .hasMessageContaining(advice);
    }
  }

  @Test
  void shouldNotWaitForeverForADaemonWithoutASocket() throws IOException {
    InstalledPrograms madeUp = madeUp("exec tail -f /dev/null");
    try (IoFile file = direct()) {
      assertThatThrownBy(
              () -> new QsdEngine(settings(file, madeUp), QsdMode.THREADS, SHORT_PATIENCE_MILLIS))
          .isInstanceOf(EngineFailedException.class)
          .hasMessage("qemu-storage-daemon hangs: no socket 300 ms after its start");
    }
    assertThat(EngineProcesses.pids()).isEmpty();
  }

  /** A daemon of a few shell commands, and the real programs that start it. */
  private InstalledPrograms madeUp(String commands) throws IOException {
    return madeUp(commands, "made up");
  }

  private InstalledPrograms madeUp(String commands, String version) throws IOException {
    Path program = folder.resolve(Daemon.PROGRAM);
    Files.writeString(
        program,
        "#!/bin/sh\n[ \"$1\" = --version ] && echo '" + version + "' && exit\n" + commands + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    List<Path> folders = new ArrayList<>(List.of(folder));
    folders.addAll(programs.folders());
    return InstalledPrograms.in(folders);
  }
}
