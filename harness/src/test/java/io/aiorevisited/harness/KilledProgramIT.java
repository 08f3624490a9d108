package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.harness.command.BesideTheClasses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed by SIGKILL while a program of others has its turn. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KilledProgramIT {

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  @Test
  void shouldLeaveNoProgramRunning() throws Exception {
    Path folder = directory.resolve("run");
    Path pidFile = directory.resolve("pid");
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Path fio = bin.resolve("fio");
    Files.writeString(
        fio,
        "#!/bin/sh\n[ \"$1\" = --version ] && echo fio-3.99 && exit\necho $$ > "
            + pidFile
            + ".new && mv "
            + pidFile
            + ".new "
            + pidFile
            + "\nexec sleep 600\n");
    Files.setPosixFilePermissions(fio, PosixFilePermissions.fromString("rwxr-xr-x"));
    String path = "PATH=" + bin + ":" + System.getenv("PATH");
    Process run =
        RunProgram.start(
            List.of("env", path),
            directory.resolve("out.txt"),
            "run",
            "--profile",
            "smoke",
            "--engines",
            "psync,fio-psync",
            "--workloads",
            "iozone",
            "--operations",
            "read",
            "--size",
            "64k",
            "--rounds",
            "1",
            "--out",
            folder.toString());
    try {
      while (!Files.exists(pidFile) && !run.waitFor(20, TimeUnit.MILLISECONDS)) {
        // it is being started
      }
      assertThat(pidFile).as(Files.readString(directory.resolve("out.txt"))).exists();
      Optional<ProcessHandle> program =
          ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()));

      run.destroyForcibly().waitFor();

      assertThat(program.map(p -> p.onExit().orTimeout(30, TimeUnit.SECONDS).join().isAlive()))
          .isNotEqualTo(Optional.of(true));

      // A fio that works, of the same version but another file: not what the run began with.
      Files.delete(pidFile);
      Files.writeString(fio, Files.readString(fio).replace("sleep 600", "sleep 601"));
      Process resumed =
          RunProgram.start(
              List.of("env", path), directory.resolve("resumed.txt"), "resume", folder.toString());
      assertThat(resumed.waitFor()).isEqualTo(2);
      assertThat(Files.readString(directory.resolve("resumed.txt")))
          .contains("changed since: fio: fio-3.99, ");
      assertThat(pidFile).doesNotExist();
    } finally {
      run.destroyForcibly().waitFor();
    }
  }
}
