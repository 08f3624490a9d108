package io.aiorevisited.harness.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.harness.command.BesideTheClasses;
import io.aiorevisited.harness.places.ResultsFolder;
import io.aiorevisited.workloads.PassObserver;
import io.aiorevisited.workloads.VerifyPass;
import io.aiorevisited.workloads.Workload;
import io.aiorevisited.workloads.WorkloadSpec;
import io.aiorevisited.workloads.data.BlockData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One guest by TCG after a KVM that hangs, booted once since that takes longest. */
@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class GuestMachineIT {
  private static final InstalledPrograms PROGRAMS = InstalledPrograms.ofThisHost();
  private static final int BYTES = 4 << 20;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir(factory = BesideTheClasses.class)
  static Path directory;

  private static Path target;
  private static GuestMachine guest;

  /** Notes that it was asked, in which order. */
  private static final class Noting implements PassObserver {
    private String asked = "";

    @Override
    public void beforePass() {
      asked += "before ";
    }

    @Override
    public Seen afterPass() {
      asked += "after";
      return Seen.NOTHING;
    }
  }

  @BeforeAll
  static void boot() throws Exception {
    Optional<Path> qemu = PROGRAMS.find("qemu-system-x86_64");
    assumeTrue(qemu.isPresent(), "qemu-system-x86_64 is not installed");
    assumeTrue(PROGRAMS.find("busybox").isPresent(), "busybox is not installed");
    GuestKernel kernel = kernel();
    target = directory.resolve("target");
    byte[] data = new byte[BYTES];
    new Random(1).nextBytes(data);
    Files.write(target, data);
    Path cache = ResultsFolder.cacheOf(directory, directory.resolve("cache"));
    Path image =
        GuestImage.findOrMake(kernel, PROGRAMS, Path.of(System.getProperty("java.home")), cache);
    GuestSettings settings =
        new GuestSettings(
            hangingUnderKvm(qemu.get()),
            PROGRAMS.find("setpriv").orElseThrow(),
            kernel,
            image,
            target,
            "native",
            CacheMode.NONE,
            false,
            false,
            new AcceleratorChoice(Accelerator.AUTO, target),
            Files.createDirectories(directory.resolve("run")));
    guest = new GuestMachine(settings, Duration.ofMillis(300));
    try {
      guest.boot();
    } catch (GuestException e) {
      throw new AssertionError(guest.story(), e);
    }
  }

  /** A QEMU that does what the real one does on some nested hosts, and notes its process. */
  private static Path hangingUnderKvm(Path qemu) throws IOException {
    Path script = directory.resolve("qemu");
    Files.writeString(
        script,
        """
        #!/bin/sh
        case "$*" in *"-accel kvm"*) echo $$ >KVM; exec sleep 600;; esac
        exec QEMU "$@"
        """
            .replace("KVM", directory.resolve("kvm.pid").toString())
            .replace("QEMU", qemu.toString()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  private static GuestKernel kernel() {
    try {
      return GuestKernel.find(Optional.empty());
    } catch (GuestUnsupportedException e) {
      return Assumptions.abort(e.getMessage());
    }
  }

  @AfterAll
  static void close() throws IOException {
    if (guest != null) {
      guest.close();
    }
  }

  private static GuestPass pass(GuestJob.Reader reader, IoOperation operation, int blockBytes)
      throws Exception {
    WorkloadSpec spec = new WorkloadSpec(Workload.IOZONE, operation, blockBytes, 0, BYTES);
    Noting noting = new Noting();
    GuestPass pass = guest.pass(new GuestJob(reader, spec, 7, 11, 0.25, true, LIMIT), noting);
    assertThat(noting.asked).isEqualTo("before after");
    assertThat(pass.bytes()).isEqualTo(BYTES);
    assertThat(pass.requests()).isEqualTo(BYTES / blockBytes);
    assertThat(pass.durationNanos()).isPositive();
    assertThat(pass.checksum()).hasValue(checksumOfTarget());
    return pass;
  }

  private static long checksumOfTarget() throws IOException {
    CRC32C sum = new CRC32C();
    sum.update(Files.readAllBytes(target));
    return sum.getValue();
  }

  @Test
  @Order(1)
  void shouldSayWhatItIs() throws IOException {
    GuestFacts facts = guest.facts();

    assertThat(facts.pid()).isEqualTo(guest.pid());
    assertThat(facts.qemuVersion()).startsWith("QEMU emulator version");
    assertThat(facts.accelerator()).isEqualTo(Accelerator.TCG);
    assertThat(facts.whyNotKvm())
        .startsWith(
            "it hung or failed: the guest is silent: no 'boot' within 0 s; QEMU said nothing");
    long hung = Long.parseLong(Files.readString(directory.resolve("kvm.pid")).strip());
    assertThat(ProcessHandle.of(hung)).isEmpty();
    assertThat(facts.java()).startsWith(Integer.toString(Runtime.version().feature()));
    assertThat(facts.drive().file()).isEqualTo(target.toString());
    assertThat(facts.drive().direct()).isTrue();
    assertThat(facts.drive().readOnly()).isFalse();
    assertThat(facts.drive().vcpuThreads())
        .hasSize(1)
        .allMatch(tid -> Files.isDirectory(Path.of("/proc", "" + facts.pid(), "task", "" + tid)));
  }

  @Test
  @Order(2)
  void shouldReadWhatTheHostReads() throws Exception {
    pass(GuestJob.Reader.OURS, IoOperation.READ, 64 << 10);
  }

  @Test
  @Order(3)
  void shouldAgreeWithDdOnWhatIsRead() throws Exception {
    pass(GuestJob.Reader.BUSYBOX_DD, IoOperation.READ, 64 << 10);
  }

  @Test
  @Order(4)
  void shouldWriteWhatTheHostFinds() throws Exception {
    pass(GuestJob.Reader.OURS, IoOperation.WRITE, 16 << 10);

    WorkloadSpec written = new WorkloadSpec(Workload.IOZONE, IoOperation.WRITE, 16 << 10, 0, BYTES);
    new VerifyPass(target, written, new BlockData(11)).run(7);
  }

  @Test
  @Order(5)
  void shouldWriteZerosByDd() throws Exception {
    pass(GuestJob.Reader.BUSYBOX_DD, IoOperation.WRITE, 64 << 10);

    assertThat(Files.readAllBytes(target)).containsOnly(0);
  }

  @Test
  @Order(6)
  void shouldSayWhyAPassFails() throws Exception {
    WorkloadSpec beyond =
        new WorkloadSpec(Workload.IOZONE, IoOperation.READ, 64 << 10, 0, 2L * BYTES);

    assertThatThrownBy(
            () ->
                guest.pass(
                    new GuestJob(GuestJob.Reader.OURS, beyond, 1, 1, 0, false, LIMIT),
                    new Noting()))
        .isInstanceOf(GuestException.class)
        .hasMessageStartingWith("the guest says: READ of 65536 bytes at offset " + BYTES);
  }

  @Test
  @Order(7)
  void shouldSayThatQemuWasKilledAndLeaveNothing() throws Exception {
    long pid = guest.pid();
    WorkloadSpec spec = new WorkloadSpec(Workload.IOZONE, IoOperation.READ, 4096, 0, BYTES);
    PassObserver killing =
        new PassObserver() {
          @Override
          public void beforePass() {
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
          }

          @Override
          public Seen afterPass() {
            return Seen.NOTHING;
          }
        };

    assertThatThrownBy(
            () ->
                guest.pass(
                    new GuestJob(GuestJob.Reader.OURS, spec, 1, 1, 0, false, LIMIT), killing))
        .isInstanceOf(GuestException.class)
        .hasMessageStartingWith("QEMU has ended: signal 9; QEMU said nothing");

    guest.close();
    guest.close();

    assertThat(ProcessHandle.of(pid)).isEmpty();
    try (Stream<Path> left = Files.list(directory.resolve("run"))) {
      assertThat(left).isEmpty();
    }
  }
}
