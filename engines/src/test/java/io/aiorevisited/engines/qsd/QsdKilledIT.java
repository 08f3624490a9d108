package io.aiorevisited.engines.qsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.TestFile;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A JVM that is killed while its daemon is at work. */
class QsdKilledIT {
  private static final int BLOCK = 4096;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"THREADS", "NATIVE", "IO_URING"})
  void shouldLeaveNoDaemonAndNoSocket(QsdMode mode) throws Exception {
    assumeTrue(
        InstalledPrograms.ofThisHost().find(Daemon.PROGRAM).isPresent(),
        Daemon.PROGRAM + " is not installed");
    Path file = TestFile.DISK.create(64 * BLOCK);
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Reader.class.getName(),
                file.toString(),
                mode.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = jvm.inputReader(StandardCharsets.US_ASCII)) {
      ProcessHandle daemon = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
      assertThat(daemon.isAlive()).isTrue();
      jvm.destroyForcibly().waitFor();

      daemon.onExit().get(60, TimeUnit.SECONDS);
      assertThat(daemon.isAlive()).isFalse();
    } finally {
      jvm.destroyForcibly();
      Files.delete(file);
    }
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("aio-revisited-qsd-"));
    }
  }

  /** Says who its daemon is, and reads until it is killed. */
  static final class Reader {
    private Reader() {}

    public static void main(String[] arguments) {
      try (IoFile file = TestFile.openDirect(Path.of(arguments[0]), FileAccess.READ_ONLY);
          QsdEngine engine =
              new QsdEngine(
                  new EngineSettings(
                      LinuxSyscalls.host(),
                      file,
                      1,
                      BLOCK,
                      BufferPages.SMALL,
                      ThreadPlacement.FREE,
                      InstalledPrograms.ofThisHost()),
                  QsdMode.valueOf(arguments[1]))) {
        System.out.println(engine.daemonPid());
        IoRequest request = engine.request(0);
        while (true) {
          request.prepare(IoOperation.READ, 0, BLOCK);
          engine.queue(request);
          engine.commit();
          engine.getEvents(1, 1);
        }
      }
    }
  }
}
