package io.aiorevisited.harness.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.analysis.record.GateRecord.Outcome;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.harness.command.BesideTheClasses;
import io.aiorevisited.harness.forks.ForkRoom;
import io.aiorevisited.harness.forks.TrialOptions;
import io.aiorevisited.harness.guest.GuestWishes;
import io.aiorevisited.harness.peers.PeerType;
import io.aiorevisited.harness.plan.BlockOrder;
import io.aiorevisited.workloads.targets.file.ScratchFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs of others on a real file: the real ones where they are installed, and broken ones. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ProgramArmIT {

  private static final long SIZE = 1 << 20;

  /** Its version, a pass, three of one block, and one to warm up. */
  private static final int CALLS_BEFORE_MEASURING = 6;

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private ScratchFile scratch;
  private ForkRoom room;

  @BeforeEach
  void prepare() throws IOException {
    scratch = ScratchFile.create(directory.resolve("scratch"), SIZE);
    room = ForkRoom.make(directory);
  }

  @AfterEach
  void tidyUp() throws IOException {
    try (Stream<Path> left = Files.list(room.folder())) {
      assertThat(left.filter(f -> f.getFileName().toString().startsWith("program-"))).isEmpty();
    }
    room.close();
    scratch.close();
    assertThat(ProcessHandle.current().descendants()).as("programs left behind").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PeerType.class)
  void shouldMeasureWritesAndProveThem(PeerType peer) throws IOException {
    assumeInstalled(peer);

    TrialRecord trial = run(peer, "write", true, InstalledPrograms.ofThisHost());

    assertThat(trial.status()).as(trial.reason()).isEqualTo(TrialStatus.OK);
    Map<String, GateRecord> gates = gates(trial);
    assertThat(gates.get("verify").outcome()).isEqualTo(Outcome.PASSED);
    assertThat(gates.get("mechanism").outcome()).isIn(Outcome.PASSED, Outcome.NOT_CHECKABLE);
    assertThat(gates.get("depth").outcome()).isEqualTo(Outcome.NOT_CHECKABLE);
    assertThat(trial.passes()).hasSize(2);
    assertThat(trial.passes())
        .allSatisfy(
            pass -> {
              assertThat(pass.bytes()).isEqualTo(trial.program().sweeps() * SIZE);
              assertThat(pass.durationNanos()).isPositive();
              assertThat(pass.cpu().addsUp()).isTrue();
            });
    if (trial.program().sweeps() > 1) {
      // A run of dd moves 1 MiB here, which can take no more than the run that is taken off.
      assertThat(trial.passes())
          .allSatisfy(pass -> assertThat(pass.cpu().engineCost().totalMicros()).isPositive());
    }
    assertThat(trial.program().commandLine())
        .as("the measured pass, not the one that proves the data")
        .noneMatch(word -> word.contains("0xb7") || word.contains("pattern=183"))
        .anyMatch(word -> word.contains(scratch.path().toString()));
  }

  @Test
  void shouldSeeByWhichMeansAProgramWorks() throws IOException {
    assumeInstalled(PeerType.FIO_LIBAIO);

    Map<String, GateRecord> gates =
        gates(run(PeerType.FIO_LIBAIO, "read", false, InstalledPrograms.ofThisHost()));

    assertThat(gates.get("mechanism").outcome()).isEqualTo(Outcome.PASSED);
    assertThat(gates.get("mechanism").reason()).contains("a ring of native AIO, no io_uring");
    assertThat(gates.get("cache-mode").outcome()).isEqualTo(Outcome.PASSED);
    assertThat(gates.get("cache-mode").reason()).contains("O_DIRECT");
  }

  /** As on a machine that has much to do at first: the real program, which says so of itself. */
  @Test
  void shouldMeasureLongEnoughThoughTheProgramIsSlowAtFirst() throws IOException {
    assumeInstalled(PeerType.QEMU_IMG_NATIVE);
    Path real = InstalledPrograms.ofThisHost().find("qemu-img").orElseThrow();
    Path folder = Files.createDirectory(directory.resolve("bin"));
    Path qemuImg = folder.resolve("qemu-img");
    Files.writeString(
        qemuImg,
        """
        #!/bin/sh
        echo call >>CALLS
        [ $(wc -l <CALLS) -gt SLOW ] && exec REAL "$@"
        REAL "$@" | awk '/^Run completed in/ { $4 = sprintf("%.3f", 50 * $4) } { print }'
        """
            .replace("CALLS", directory.resolve("calls").toString())
            .replace("SLOW", Integer.toString(CALLS_BEFORE_MEASURING))
            .replace("REAL", real.toString()));
    Files.setPosixFilePermissions(qemuImg, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<Path> folders =
        Stream.concat(Stream.of(folder), InstalledPrograms.ofThisHost().folders().stream())
            .toList();

    TrialRecord trial = run(PeerType.QEMU_IMG_NATIVE, "read", false, InstalledPrograms.in(folders));

    assertThat(gates(trial).get("pass-duration").outcome())
        .as(gates(trial).get("pass-duration").reason())
        .isEqualTo(Outcome.PASSED);
    assertThat(trial.passes())
        .allSatisfy(pass -> assertThat(pass.bytes()).isEqualTo(trial.program().sweeps() * SIZE));
  }

  @Test
  void shouldNameThePackageOfAMissingProgram() throws IOException {
    TrialRecord trial =
        run(PeerType.QEMU_IMG_NATIVE, "read", false, InstalledPrograms.in(List.of()));

    assertThat(trial.status()).isEqualTo(TrialStatus.UNSUPPORTED);
    assertThat(trial.reason()).contains("qemu-img is not installed", "qemu-utils");
  }

  @Test
  void shouldKillAProgramThatHangsInAPass() throws IOException {
    TrialRecord trial =
        fake("[ \"$1\" = --version ] && echo fio-3.99 && exit; exec sleep 600", 1_500);

    assertThat(trial.status()).isEqualTo(TrialStatus.FAILED);
    assertThat(trial.reason()).contains("hung: killed after");
  }

  @Test
  void shouldKillAProgramThatHangsBeforeItSaysItsVersion() throws IOException {
    TrialRecord trial = fake("exec sleep 600", 1_000);

    assertThat(trial.status()).isEqualTo(TrialStatus.FAILED);
    assertThat(trial.reason()).contains("hung: killed after");
  }

  @Test
  void shouldFailOnAVersionThatIsNone() throws IOException {
    TrialRecord trial = fake("echo flexible something", 60_000);

    assertThat(trial.status()).isEqualTo(TrialStatus.FAILED);
    assertThat(trial.reason()).contains("fio --version says 'flexible something'");
  }

  @Test
  void shouldFailOnJsonThatIsNoneAndKeepWhatWasPrinted() throws IOException {
    TrialRecord trial =
        fake(
            "[ \"$1\" = --version ] && echo fio-3.99 && exit; echo '{ \"jobs\" :' > fio.json;"
                + " echo oh dear",
            60_000);

    assertThat(trial.status()).isEqualTo(TrialStatus.FAILED);
    assertThat(trial.reason()).contains("fio's JSON can't be read", "oh dear", "logs/trial-");
    assertThat(directory.resolve("logs").resolve("trial-00001.log")).content().contains("oh dear");
  }

  @Test
  void shouldFailOnAProgramThatFails() throws IOException {
    TrialRecord trial =
        fake(
            "[ \"$1\" = --version ] && echo fio-3.99 && exit; echo no such engine; exit 7", 60_000);

    assertThat(trial.status()).isEqualTo(TrialStatus.FAILED);
    assertThat(trial.reason()).contains("fio ended with status 7: 'no such engine'");
  }

  private TrialRecord fake(String script, long limitMillis) throws IOException {
    Path folder = Files.createDirectory(directory.resolve("bin"));
    Path fio = folder.resolve("fio");
    Files.writeString(fio, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(fio, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<Path> folders =
        Stream.concat(Stream.of(folder), InstalledPrograms.ofThisHost().folders().stream())
            .toList();
    return run(
        PeerType.FIO_PSYNC,
        "read",
        false,
        InstalledPrograms.in(folders),
        Duration.ofMillis(limitMillis));
  }

  private TrialRecord run(
      PeerType peer, String operation, boolean verify, InstalledPrograms programs)
      throws IOException {
    return run(peer, operation, verify, programs, Duration.ofMinutes(1));
  }

  private TrialRecord run(
      PeerType peer, String operation, boolean verify, InstalledPrograms programs, Duration limit)
      throws IOException {
    Cell cell =
        new Cell(
            peer.label(),
            "iozone",
            operation,
            64 << 10,
            1,
            0,
            "written",
            "none",
            SIZE,
            "small",
            "free");
    Plan plan =
        TestRecords.plan(
            "smoke",
            1,
            1,
            1,
            2,
            "psync",
            0.03,
            0.95,
            verify,
            scratch.path().toString(),
            List.of(cell),
            List.of(),
            null);
    BlockRunner runner =
        new BlockRunner(
            plan, directory, TrialOptions.THIS_JAVA, any -> limit, programs, GuestWishes.NONE);
    return runner.run(BlockOrder.of(plan).get(0), 1).get(0);
  }

  private static Map<String, GateRecord> gates(TrialRecord trial) {
    assertThat(trial.result()).as(trial.reason()).isNotNull();
    return trial.gates().stream().collect(Collectors.toMap(GateRecord::name, Function.identity()));
  }

  private static void assumeInstalled(PeerType peer) {
    assumeTrue(
        InstalledPrograms.ofThisHost().find(peer.program().executable()).isPresent(),
        peer.program().executable() + " is not installed");
  }
}
