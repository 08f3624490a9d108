package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.harness.RunProgram.Ending;
import io.aiorevisited.harness.blocks.Strace;
import io.aiorevisited.harness.command.BesideTheClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose journal's device fails, by strace in the program's own calls. */
class JournalFaultIT {

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private Strace strace;
  private Path folder;
  private Path journal;

  @BeforeEach
  void prepare() throws InterruptedException {
    strace = new Strace(directory);
    strace.assumeUsable();
    folder = directory.resolve("run");
    journal = folder.resolve("trials.jsonl");
  }

  /** Four trials, two of which are kept at a time. */
  @Test
  void shouldKeepNoTrialThatWasNotWrittenOrSyncedAndBeResumed()
      throws IOException, InterruptedException {
    shouldBreakOff(
        "fsync,fdatasync:error=EIO:when=2", "Input/output error", RunProgram.tinyRun(folder));
    shouldBreakOff(
        "write,pwrite64:error=ENOSPC:when=1",
        "No space left on device",
        "resume",
        folder.toString());

    Ending resumed = RunProgram.here("resume", folder.toString());
    assertThat(resumed.status()).as(resumed.err().toString()).isZero();
    assertThat(RunProgram.trials(folder)).hasSize(4);
    assertThat(RunProgram.leftovers(folder)).isEmpty();
  }

  private void shouldBreakOff(String fault, String reason, String... args)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Process run = RunProgram.start(strace.command(fault, journal), output, args);

    assertThat(run.waitFor()).isEqualTo(1);
    assertThat(strace.injected()).hasSize(1);
    List<String> said = Files.readAllLines(output);
    assertThat(said.get(said.size() - 1))
        .startsWith("aio-revisited: broke off: ")
        .contains("can't keep trial 3 in " + journal, reason);
    assertThat(said).noneMatch(line -> line.contains("\tat "));
    assertThat(RunProgram.trials(folder)).hasSize(2);
    assertThat(RunProgram.names(folder)).doesNotContain("scratch.dat", "scratch.dat.owner");
  }
}
