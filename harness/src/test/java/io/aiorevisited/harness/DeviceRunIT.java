package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.harness.command.BesideTheClasses;
import io.aiorevisited.harness.command.CommandLines;
import io.aiorevisited.harness.forks.QuickForks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on loop devices, from the command line on: a free one is measured, others are refused. */
class DeviceRunIT {
  private static final int BYTES = 16 << 20;

  @TempDir(factory = BesideTheClasses.class)
  Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path backing;
  private String device;

  @BeforeEach
  void makeDevice() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/sbin/losetup")), "losetup is not installed");
    assumeTrue(tool("id", "-u").equals("0"), "loop devices need root");
    backing = Files.write(directory.resolve("backing"), new byte[BYTES]);
    device = tool("losetup", "--find", "--show", backing.toString());
  }

  @AfterEach
  void dropDevice() throws Exception {
    if (device != null) {
      tool("losetup", "--detach", device);
    }
  }

  @Test
  void shouldMeasureAFreeDeviceOnceAndAgain() throws Exception {
    assertThat(briefly("first", "write")).as(err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(briefly("second", "write")).as(err.toString(StandardCharsets.UTF_8)).isZero();

    List<TrialRecord> trials = RunFolder.open(directory.resolve("second")).trials();
    assertThat(trials).hasSize(2);
    assertThat(trials)
        .allSatisfy(
            trial -> {
              assertThat(trial.status()).isEqualTo(TrialStatus.OK);
              assertThat(trial.cell().targetState()).isEqualTo("device");
            });
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(device, "are OVERWRITTEN", backing.toString());
  }

  @Test
  void shouldMeasureProgramsOfOthersOnADeviceAndProveWhatTheyWrote() throws Exception {
    List<String> programs = new ArrayList<>(List.of("dd"));
    InstalledPrograms installed = InstalledPrograms.ofThisHost();
    installed.find("fio").ifPresent(fio -> programs.add("fio-libaio"));
    installed.find("qemu-img").ifPresent(qemu -> programs.add("qemu-img-native"));
    tool("mkfs.ext4", "-q", "-E", "nodiscard", device);
    String[] more = {
      "--workloads",
      "iozone,random",
      "--operations",
      "write",
      "--block-sizes",
      "16k",
      "--depth",
      "1",
      "--size",
      "4M",
      "--destroy-data",
      "16M",
      "--verify"
    };

    int status = run("aio," + String.join(",", programs), "programs", device, Arrays.asList(more));

    assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
    List<TrialRecord> trials = RunFolder.open(directory.resolve("programs")).trials();
    assertThat(trials)
        .allSatisfy(
            trial -> assertThat(trial.status()).as(trial.reason()).isEqualTo(TrialStatus.OK));
    assertThat(trials).extracting(trial -> trial.cell().engine()).containsAll(programs);
  }

  @Test
  void shouldRefuseADeviceWithAFileSystemUnlessItIsNamedTwice() throws Exception {
    tool("mkfs.ext4", "-q", "-E", "nodiscard", device);

    assertRefused("ext4", "--destroy-data " + BYTES);
    assertThat(briefly("reads", "read")).isZero();
    assertThat(run("wrong", device, "--destroy-data", "1G")).isEqualTo(CommandLines.WRONG_CALL);
    assertThat(briefly("named", "write", "--destroy-data", "16M")).isZero();
  }

  @Test
  void shouldRefuseAMountedDeviceEvenIfItIsNamedTwice() throws Exception {
    tool("mkfs.ext4", "-q", "-E", "nodiscard", device);
    Path mountPoint = Files.createDirectory(directory.resolve("mnt"));
    tool("mount", device, mountPoint.toString());
    try {
      assertRefused("is mounted at " + mountPoint.toAbsolutePath());
      assertThat(run("named", device, "--destroy-data", "16M")).isEqualTo(CommandLines.WRONG_CALL);
    } finally {
      tool("umount", mountPoint.toString());
    }
  }

  @Test
  void shouldRefuseSwap() throws Exception {
    tool("mkswap", device);
    tool("swapon", device);
    try {
      assertRefused("is swapped on");
    } finally {
      tool("swapoff", device);
    }
  }

  @Test
  void shouldRefuseStatesThatADeviceCannotBeIn() throws Exception {
    assertThat(run("state", device, "--target-state", "sparse")).isEqualTo(CommandLines.WRONG_CALL);
    assertThat(run("state", directory.toString(), "--target-state", "device"))
        .isEqualTo(CommandLines.WRONG_CALL);
    assertThat(run("name", directory.toString(), "--destroy-data", "16M"))
        .isEqualTo(CommandLines.WRONG_CALL);
    assertThat(run("size", device, "--size", "1G")).isEqualTo(CommandLines.WRONG_CALL);
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(4);
  }

  @Test
  void shouldDiagnoseAFileAndADevice() throws Exception {
    assertThat(execute("doctor", device)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("SAFE for native AIO: a device");

    assertThat(execute("doctor", directory.toString())).isEqualTo(CommandLines.WRONG_CALL);
    assertThat(execute("doctor", "--may-write")).isEqualTo(CommandLines.WRONG_CALL);
  }

  private void assertRefused(String... words) throws IOException {
    err.reset();
    byte[] before = Files.readAllBytes(backing);

    assertThat(run("refused", device)).isEqualTo(CommandLines.WRONG_CALL);

    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains(words);
    assertThat(Files.readAllBytes(backing)).isEqualTo(before);
    assertThat(directory.resolve("refused")).doesNotExist();
  }

  /** The device by one engine in one direction: that it is let, not what is measured. */
  private int briefly(String folder, String operation, String... more) {
    List<String> words = new ArrayList<>(List.of("--operations", operation));
    words.addAll(Arrays.asList(more));
    return run("aio", folder, device, words);
  }

  private int run(String folder, String target, String... more) {
    return run("threads,aio", folder, target, Arrays.asList(more));
  }

  private int run(String engines, String folder, String target, List<String> more) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("run", "--profile", "smoke", "--rounds", "1"));
    command.addAll(List.of("--engines", engines, "--target", target));
    command.addAll(List.of("--out", directory.resolve(folder).toString()));
    if (!more.contains("--workloads")) {
      command.addAll(List.of("--workloads", "random", "--depth", "4"));
    }
    command.addAll(more);
    return execute(command.toArray(String[]::new));
  }

  private int execute(String... command) {
    return CommandLines.execute(
        QuickForks.commandLine(command),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String tool(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }
}
