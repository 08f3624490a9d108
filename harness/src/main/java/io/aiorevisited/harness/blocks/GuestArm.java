package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.harness.guest.GuestException;
import io.aiorevisited.harness.guest.GuestMachine;
import io.aiorevisited.harness.guest.GuestType;
import io.aiorevisited.harness.guest.GuestUnsupportedException;
import io.aiorevisited.harness.plan.PlannedTrial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An arm that is a virtual machine: alive throughout, and beyond the block, told one pass a turn by
 * a thread of its own.
 */
final class GuestArm extends ArmRun {

  /** Time that a boot may take, twice where KVM hangs, and what it boots with is made first. */
  static final Duration BOOT_LIMIT = Duration.ofMinutes(5);

  private enum Order {
    WARM_UP,
    MEASURE,
    FINISH,
    KILLED
  }

  private final TurnDesk desk;
  private final int number;
  private final Plan plan;
  private final Path target;
  private final Path runFolder;
  private final RoundGuests guests;
  private final GuestType type;
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile GuestMachine machine;
  private volatile String killedFor;
  private TrialOutcome outcome;

  /**
   * @param desk that hears of what it does
   * @param number of the arm there
   * @param target that is the guest's disk
   * @param guests of the round
   * @param limit time of its own after which it counts as hung, without its boot
   */
  GuestArm(
      PlannedTrial trial,
      TurnDesk desk,
      int number,
      Plan plan,
      Path target,
      Path runFolder,
      RoundGuests guests,
      Duration limit) {
    super(trial, limit.plus(BOOT_LIMIT));
    this.desk = desk;
    this.number = number;
    this.plan = plan;
    this.target = target;
    this.runFolder = runFolder;
    this.guests = guests;
    this.type = GuestType.find(trial.cell().engine()).orElseThrow();
    this.thread = new Thread(this::run, "arm-" + trial.trial());
    thread.setDaemon(true);
  }

  @Override
  void start() {
    thread.start();
  }

  @Override
  void takeTurn(boolean measured) {
    orders.add(measured ? Order.MEASURE : Order.WARM_UP);
  }

  @Override
  void finish() {
    orders.add(Order.FINISH);
  }

  @Override
  void kill(String reason) {
    killedFor = reason;
    if (machine != null) {
      machine.kill(reason);
    }
    orders.add(Order.KILLED);
  }

  @Override
  long pid() {
    GuestMachine now = machine;
    return now == null ? 0 : now.pid();
  }

  @Override
  TrialOutcome outcome(Plan planned, Path folder) throws InterruptedException {
    thread.join();
    return outcome.status() == TrialStatus.OK && outcome.result() != null
        ? TrialOutcome.of(planned, trial().cell(), outcome.result().withStopped(stoppedNanos()))
        : outcome;
  }

  private void run() {
    try {
      outcome = measure();
    } catch (GuestUnsupportedException e) {
      outcome = new TrialOutcome(TrialStatus.UNSUPPORTED, e.getMessage(), null);
      end();
    } catch (UncheckedIOException | IOException e) {
      failed(e.getMessage() + log());
    } catch (RuntimeException e) {
      failed(e + log());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed("interrupted");
    } finally {
      desk.ended(number);
    }
  }

  private void failed(String reason) {
    outcome = new TrialOutcome(TrialStatus.FAILED, reason, null);
    end();
  }

  /** Ends the machine, so that the next block boots another. */
  private void end() {
    try {
      guests.end(type);
    } catch (IOException e) {
      outcome =
          new TrialOutcome(
              TrialStatus.FAILED,
              outcome.reason() + "; what is left of the guest can't be removed: " + e.getMessage(),
              null);
    }
  }

  private TrialOutcome measure() throws IOException, InterruptedException {
    RoundGuests.Held guest = guests.alive(type);
    boolean booted = guest != null;
    if (!booted) {
      guest = guests.make(type, target.toRealPath());
    }
    machine = guest.machine();
    if (killedFor != null) {
      machine.kill(killedFor); // it came before there was a machine to kill
    }
    if (!booted) {
      guests.boot(type, guest);
    }
    try (GuestTrial trial = GuestTrial.open(guest, type, plan, trial().cell(), target)) {
      desk.ready(number);
      Order order = orders.take();
      while (order == Order.WARM_UP || order == Order.MEASURE) {
        trial.pass(order == Order.MEASURE);
        desk.done(number);
        order = orders.take();
      }
      if (order == Order.KILLED) {
        throw new GuestException(killedFor);
      }
      return new TrialOutcome(TrialStatus.OK, null, trial.result());
    }
  }

  /** Keeps what a guest that failed printed; says where, or nothing if it printed nothing. */
  private String log() {
    Path log = TrialFiles.log(runFolder, trial());
    try {
      if (machine == null || machine.story().isEmpty()) {
        return "";
      }
      Files.createDirectories(log.getParent());
      Files.writeString(log, machine.story());
      return " (log: " + runFolder.relativize(log) + ")";
    } catch (IOException e) {
      return " (its log can't be written: " + e.getMessage() + ")";
    }
  }
}
