package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.analysis.record.programs.DaemonRecord;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.harness.RunProgram.Ending;
import io.aiorevisited.harness.command.BesideTheClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs over the installed QEMU and one in a folder, which is the same but for its version. */
class OtherQemuIT {
  private static final String DAEMON = "qemu-storage-daemon";
  private static final String IMG = "qemu-img";

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private Path folder;

  @BeforeEach
  void makeTheOtherQemu() throws IOException {
    folder = Files.createDirectory(directory.resolve("bin"));
    add(DAEMON, "99.1.0");
    add(IMG, "99.1.0");
  }

  private void add(String program, String version) throws IOException {
    Optional<Path> installed = InstalledPrograms.ofThisHost().find(program);
    assumeTrue(installed.isPresent(), program + " is not installed");
    Path script = folder.resolve(program);
    Files.writeString(
        script,
        """
        #!/bin/sh
        [ "$1" = --version ] && echo "%s version %s (another)" && exit
        exec %s "$@"
        """
            .formatted(program, version, installed.get()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Ending run(String engines, String... more) {
    List<String> args =
        List.of(
            "run",
            "--profile",
            "smoke",
            "--engines",
            engines,
            "--workloads",
            "iozone",
            "--operations",
            "read",
            "--block-sizes",
            "16k",
            "--size",
            "4M",
            "--rounds",
            "1",
            "--out",
            directory.resolve("run").toString());
    return RunProgram.here(Stream.concat(args.stream(), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void shouldMeasureBothInOneRunAndTakeItUpOnlyWithTheSamePrograms() throws IOException {
    Ending ending =
        run(
            "qsd-native,qsd-native@99.1,qemu-img-native,qemu-img-native@99.1",
            "--reference",
            "qsd-native",
            "--qemu-dir",
            folder.toString());
    assertThat(ending.status()).as(() -> String.join("\n", ending.err())).isZero();
    RunFolder run = RunFolder.open(directory.resolve("run"));

    assertThat(run.trials())
        .allSatisfy(t -> assertThat(t.status()).as(t.reason()).isEqualTo(TrialStatus.OK));
    assertThat(run.manifest().plan().qemuFolders()).containsEntry("99.1", folder.toString());
    assertThat(run.manifest().versions().get(DAEMON + "@99.1"))
        .startsWith(DAEMON + " version 99.1.0 (another), " + folder.resolve(DAEMON) + ", SHA-256 ");
    assertThat(run.manifest().versions().get(DAEMON)).doesNotContain("another");
    for (String engine : List.of("qsd-native", "qsd-null")) {
      assertThat(daemonOf(run, engine + "@99.1").version()).contains("99.1.0 (another)");
      assertThat(daemonOf(run, engine + "@99.1").commandLine())
          .contains(folder.resolve(DAEMON).toString());
      assertThat(daemonOf(run, engine).version()).doesNotContain("another");
    }
    assertThat(of(run, "qemu-img-native@99.1").program().version()).contains("99.1.0 (another)");
    assertThat(Files.readString(run.path().resolve("tables.csv"))).contains("qsd-native@99.1");
    assertThat(Files.readString(run.path().resolve("report.html")))
        .contains("qsd-native@99.1", "qsd-null@99.1", "qemu-img-native@99.1");

    Files.write(run.path().resolve("trials.jsonl"), new byte[0]); // as if killed in its block
    add(DAEMON, "99.1.1");
    Ending refused = RunProgram.here("resume", run.path().toString());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(String.join("\n", refused.err()))
        .contains("can't be resumed", DAEMON + "@99.1: " + DAEMON + " version 99.1.0 (another)");

    String manifest = Files.readString(run.path().resolve("run.json"));
    Path called = directory.resolve("called");
    Files.writeString(folder.resolve(DAEMON), "#!/bin/sh\ntouch " + called + "\n");
    Files.writeString(
        run.path().resolve("run.json"), manifest.replaceFirst("(\"kernel\" : \")", "$1x"));
    assertThat(RunProgram.here("resume", run.path().toString()).status()).isEqualTo(2);
    assertThat(called).as("nothing is run for a record of another host").doesNotExist();
    Files.writeString(run.path().resolve("run.json"), manifest);

    add(DAEMON, "99.1.0");
    Ending resumed = RunProgram.here("resume", run.path().toString());
    assertThat(resumed.status()).as(() -> String.join("\n", resumed.err())).isZero();
    assertThat(RunFolder.open(run.path()).trials()).hasSize(run.trials().size());
  }

  private static TrialRecord of(RunFolder run, String engine) {
    return run.trials().stream()
        .filter(trial -> trial.cell().engine().equals(engine))
        .findFirst()
        .orElseThrow();
  }

  private static DaemonRecord daemonOf(RunFolder run, String engine) {
    return of(run, engine).result().daemon();
  }

  @Test
  void shouldRefuseAWrongCallInOneLineAndTouchNothing() {
    for (String[] wrong :
        List.of(
            new String[] {"qsd-native@10.1", "there is no build of QEMU for qsd-native@10.1"},
            new String[] {"psync@99.1", "psync does not start a program of QEMU"},
            new String[] {"qsd-native@", "no version of QEMU behind its @"},
            new String[] {"qsd-nativ@99.1", "did you mean qsd-native?"},
            new String[] {"qsd-native", "nothing in --engines is from another build"})) {
      Ending ending = run(wrong[0], "--qemu-dir", folder.toString());

      assertThat(ending.status()).as(wrong[0]).isEqualTo(2);
      assertThat(ending.err()).as(wrong[0]).hasSize(1).first().asString().contains(wrong[1]);
      assertThat(directory.resolve("run")).doesNotExist();
    }
  }
}
