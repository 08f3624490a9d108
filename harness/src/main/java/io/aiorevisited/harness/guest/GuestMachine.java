package io.aiorevisited.harness.guest;

import io.aiorevisited.workloads.PassObserver;
import io.aiorevisited.workloads.guest.GuestLine;
import io.aiorevisited.workloads.guest.GuestOrder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * One virtual machine under qemu-system-x86_64 whose virtio-blk disk is a file or device of the
 * host's. It is told one pass at a time over its serial line; in between QEMU holds it, so that it
 * costs nothing.
 *
 * <pre>{@code
 * try (GuestMachine guest = new GuestMachine(settings)) {
 *   guest.boot();                            // some seconds
 *   GuestPass pass = guest.pass(job, observer);
 * }                                          // nothing of it is left
 * }</pre>
 *
 * <p>Used by one thread at a time, any; {@link #kill} and {@link #pid} by any thread at any time.
 * QEMU ends when this process does, however it does.
 */
public final class GuestMachine implements AutoCloseable {
  private static final Duration SIGN_UNDER_KVM = Duration.ofSeconds(20);
  private static final Duration SIGN_UNDER_TCG = Duration.ofSeconds(60);
  private static final Duration READY = Duration.ofSeconds(120);
  private static final Duration END = Duration.ofSeconds(3);
  private static final int MOST_VERSION_BYTES = 64 << 10;

  private final GuestSettings settings;
  private final Duration signUnderKvm;
  private Path folder;
  private GuestFacts facts;
  private volatile GuestConsole console;
  private volatile String killedFor;

  /** A guest that has not been started yet. */
  public GuestMachine(GuestSettings settings) {
    this(settings, SIGN_UNDER_KVM);
  }

  /**
   * @param signUnderKvm time within which the guest's first word must come under KVM
   */
  GuestMachine(GuestSettings settings, Duration signUnderKvm) {
    this.settings = settings;
    this.signUnderKvm = signUnderKvm;
  }

  /**
   * Boots it: under KVM, and where that does not come up, under TCG. Returns once the program
   * inside says that it is ready.
   *
   * @throws GuestUnsupportedException if this host can't run it
   * @throws GuestException if it does not come up, or was killed
   * @throws InterruptedException if interrupted; the guest is then ended
   */
  public void boot() throws IOException, InterruptedException {
    if (folder != null) {
      throw new IllegalStateException("it has been booted before");
    }
    folder = Files.createTempDirectory(settings.folder(), "guest-");
    Accelerator accelerator = settings.accelerators().next();
    if (accelerator == Accelerator.KVM && !comesUpUnderKvm()) {
      accelerator = settings.accelerators().next();
    }
    if (accelerator == Accelerator.TCG) {
      boot(accelerator, SIGN_UNDER_TCG);
    }
  }

  /** Whether it has; the choice is told in either case, since other guests wait for it. */
  private boolean comesUpUnderKvm() throws IOException, InterruptedException {
    AcceleratorChoice choice = settings.accelerators();
    try {
      boot(Accelerator.KVM, signUnderKvm);
      choice.kvmWorks();
      return true;
    } catch (GuestException e) {
      end();
      if (killedFor != null) {
        throw e;
      }
      choice.kvmFailed("it hung or failed: " + e.getMessage());
      return false;
    } finally {
      choice.kvmUndecided();
    }
  }

  private void boot(Accelerator accelerator, Duration limit)
      throws IOException, InterruptedException {
    List<String> command = QemuCommand.of(settings, accelerator);
    long startNanos = System.nanoTime();
    start(command);
    console.await("boot", limit);
    GuestLine ready = console.await("ready", READY);
    long bootNanos = System.nanoTime() - startNanos;
    try (Qmp qmp = new Qmp(console.pid())) {
      facts =
          new GuestFacts(
              console.pid(),
              version(),
              command,
              accelerator,
              settings.accelerators().whyNotKvm(),
              ready.text("kernel"),
              ready.text("java"),
              bootNanos,
              qmp.drive());
      qmp.hold();
    }
  }

  private void start(List<String> command) throws IOException, InterruptedException {
    GuestConsole now = new GuestConsole(command, folder);
    console = now;
    if (killedFor != null) {
      now.kill(killedFor); // it came before there was anything to kill
    }
  }

  private String version() throws IOException {
    Process process =
        new ProcessBuilder(settings.qemu().toString(), "--version")
            .redirectErrorStream(true)
            .start();
    try (InputStream out = process.getInputStream()) {
      return new String(out.readNBytes(MOST_VERSION_BYTES), StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .orElse("");
    } finally {
      process.destroyForcibly();
    }
  }

  /** What is known of it since it booted. */
  public GuestFacts facts() {
    if (facts == null) {
      throw new IllegalStateException("it has not booted");
    }
    return facts;
  }

  /** QEMU's process; 0 while there is none. */
  public long pid() {
    GuestConsole now = console;
    return now == null ? 0 : now.pid();
  }

  /**
   * Has it do one pass.
   *
   * @param observer told on the host directly before the guest starts the timed part, while the
   *     guest waits, and directly after its answer
   * @throws GuestException if the guest is dead, does not answer within the job's limit, was
   *     killed, or says that the pass failed; it is of no further use then
   * @throws InterruptedException if interrupted; the guest is of no further use then
   */
  public GuestPass pass(GuestJob job, PassObserver observer)
      throws IOException, InterruptedException {
    facts();
    release();
    console.say(
        new GuestOrder(
                job.reader() == GuestJob.Reader.BUSYBOX_DD,
                job.spec(),
                job.generation(),
                job.seed(),
                job.leadInShare(),
                job.checksum())
            .line());
    console.await("begin", job.limit());
    observer.beforePass();
    long startNanos = System.nanoTime();
    console.say(GuestOrder.GO);
    GuestLine moved = console.await("moved", job.limit());
    long hostNanos = System.nanoTime() - startNanos;
    PassObserver.Seen seen = observer.afterPass();
    GuestLine done = console.await("done", job.limit());
    hold();
    return new GuestPass(
        moved.number("durationNanos"),
        hostNanos,
        moved.number("bytes"),
        moved.number("requests"),
        moved.number("userNanos"),
        moved.number("systemNanos"),
        done.text("checksum").isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(done.number("checksum")),
        seen);
  }

  private void release() throws IOException {
    try (Qmp qmp = new Qmp(console.pid())) {
      qmp.release();
    } catch (IOException e) {
      throw console.failed(e);
    }
  }

  private void hold() throws IOException {
    try (Qmp qmp = new Qmp(console.pid())) {
      qmp.hold();
    } catch (IOException e) {
      throw console.failed(e);
    }
  }

  /** Ends QEMU now; who waits for the guest gets the reason. */
  public void kill(String reason) {
    killedFor = reason;
    GuestConsole now = console;
    if (now != null) {
      now.kill(reason);
    }
  }

  /** What QEMU was told, and the end of what it and the guest printed, for a log. */
  public String story() {
    GuestConsole now = console;
    return now == null ? "" : now.story();
  }

  /** Ends QEMU, by force if it must, and removes the guest's folder. Idempotent. */
  @Override
  public void close() throws IOException {
    if (folder == null) {
      return;
    }
    try {
      end();
    } finally {
      KeptImages.remove(folder);
      folder = null;
    }
  }

  private void end() {
    GuestConsole now = console;
    if (now == null) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      askToEnd(now);
      now.awaitEnd(END);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A guest that hangs is not asked: QEMU is ended by force. */
  private void askToEnd(GuestConsole now) {
    if (facts == null || now.pid() == 0) {
      now.kill("closed");
      return;
    }
    try (Qmp qmp = new Qmp(now.pid())) {
      qmp.quit();
    } catch (IOException e) {
      now.kill("closed"); // it is ending already, or it does not listen
    }
  }
}
