package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.harness.guest.GuestMachine;
import io.aiorevisited.harness.guest.GuestType;
import io.aiorevisited.harness.guest.GuestUnsupportedException;
import io.aiorevisited.harness.plan.PlannedTrial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An arm that is a virtual machine: alive throughout, and beyond the block, told one pass a turn by
 * a thread of its own.
 */
final class GuestArm extends ThreadArm {

  /** Time that a boot may take, twice where KVM hangs, and what it boots with is made first. */
  static final Duration BOOT_LIMIT = Duration.ofMinutes(5);

  private final Plan plan;
  private final Path target;
  private final RoundGuests guests;
  private final GuestType type;
  private volatile GuestMachine machine;

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
    super(trial, desk, number, runFolder, limit.plus(BOOT_LIMIT));
    this.plan = plan;
    this.target = target;
    this.guests = guests;
    this.type = GuestType.find(trial.cell().engine()).orElseThrow();
  }

  @Override
  void killWorker(String reason) {
    GuestMachine now = machine;
    if (now != null) {
      now.kill(reason);
    }
  }

  @Override
  long pid() {
    GuestMachine now = machine;
    return now == null ? 0 : now.pid();
  }

  @Override
  TrialOutcome carryOut() {
    try {
      return measure();
    } catch (GuestUnsupportedException e) {
      return ended(new TrialOutcome(TrialStatus.UNSUPPORTED, e.getMessage(), null));
    } catch (UncheckedIOException | IOException e) {
      return ended(failed(e.getMessage() + log()));
    } catch (RuntimeException e) {
      return ended(failed(e + log()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ended(failed("interrupted"));
    }
  }

  /** Ends the machine, so that the next block boots another. */
  private TrialOutcome ended(TrialOutcome outcome) {
    try {
      guests.end(type);
      return outcome;
    } catch (IOException e) {
      return failed(
          outcome.reason() + "; what is left of the guest can't be removed: " + e.getMessage());
    }
  }

  private TrialOutcome measure() throws IOException, InterruptedException {
    RoundGuests.Held guest = guests.alive(type);
    boolean booted = guest != null;
    if (!booted) {
      guest = guests.make(type, target.toRealPath());
    }
    machine = guest.machine();
    killIfAsked();
    if (!booted) {
      guests.boot(type, guest);
    }
    try (GuestTrial trial = GuestTrial.open(guest, type, plan, trial().cell(), target)) {
      return takeTurns(trial);
    }
  }

  private String log() {
    return machine == null ? "" : keep(machine.story());
  }
}
