package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.harness.command.BesideTheClasses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with guests where nothing is installed that boots one. */
class WithoutQemuIT {

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private int run(Path folder, String... args) throws Exception {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--out";
    all[args.length + 1] = folder.toString();
    return RunProgram.start(
            List.of("env", "PATH=" + Files.createDirectories(directory.resolve("bin"))),
            directory.resolve("out.txt"),
            all)
        .waitFor();
  }

  @Test
  void shouldRefuseTheProfileForGuestsInOneLineAndTouchNothing() throws Exception {
    Path folder = directory.resolve("run");

    assertThat(run(folder, "run", "--profile", "guest")).isEqualTo(2);

    assertThat(Files.readAllLines(directory.resolve("out.txt")))
        .hasSize(1)
        .allMatch(line -> line.contains("no guest can be booted: qemu-system-x86_64 is not"))
        .allMatch(line -> line.contains("qemu-system-x86"));
    assertThat(folder).doesNotExist();
  }

  @Test
  void shouldCallAGuestAmongOthersUnsupportedAndNameThePackage() throws Exception {
    Path folder = directory.resolve("run");

    int status =
        run(
            folder,
            "run",
            "--profile",
            "smoke",
            "--engines",
            "psync,guest-native",
            "--workloads",
            "iozone",
            "--operations",
            "read",
            "--block-sizes",
            "4k",
            "--size",
            "64k",
            "--rounds",
            "1");

    assertThat(status).isEqualTo(1);
    for (TrialRecord trial : RunFolder.open(folder).trials()) {
      if (trial.cell().engine().equals("guest-native")) {
        assertThat(trial.status()).isEqualTo(TrialStatus.UNSUPPORTED);
        assertThat(trial.reason())
            .contains("qemu-system-x86_64 is not installed", "Debian package qemu-system-x86");
      } else {
        assertThat(trial.status()).as(trial.reason()).isEqualTo(TrialStatus.OK);
      }
    }
    assertThat(RunProgram.leftovers(folder)).isEmpty();
  }
}
