package io.aiorevisited.harness.blocks;

import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.harness.forks.ForkRoom;
import io.aiorevisited.harness.guest.AcceleratorChoice;
import io.aiorevisited.harness.guest.GuestException;
import io.aiorevisited.harness.guest.GuestImage;
import io.aiorevisited.harness.guest.GuestMachine;
import io.aiorevisited.harness.guest.GuestParts;
import io.aiorevisited.harness.guest.GuestSettings;
import io.aiorevisited.harness.guest.GuestType;
import io.aiorevisited.harness.guest.GuestUnsupportedException;
import io.aiorevisited.harness.guest.GuestWishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * The virtual machines of the round under way, one an arm: each is booted when it is first needed,
 * serves all blocks of the round, and ends with it. One that has died or failed is booted anew for
 * the next block.
 *
 * <p>For any thread; one arm's machine is used by one at a time.
 */
final class RoundGuests implements AutoCloseable {

  /** A guest that did not come up so often in a row is not booted again in this run. */
  static final int MOST_FAILURES = 2;

  private final GuestWishes wishes;
  private final InstalledPrograms programs;
  private final Path runFolder;
  private final Path cache;
  private final boolean readOnly;
  private final AcceleratorChoice accelerators;
  private final Map<GuestType, Held> held = new EnumMap<>(GuestType.class);
  private final Map<GuestType, Integer> boots = new EnumMap<>(GuestType.class);
  private final Map<GuestType, Integer> failures = new EnumMap<>(GuestType.class);
  private GuestParts parts;
  private Path image;
  private int round;

  /**
   * A machine, and which boot of its arm in this round it is, from 1.
   *
   * @param machine booted, or just made
   */
  record Held(GuestMachine machine, int boot) {}

  /**
   * @param cache where what guests boot with is kept
   * @param readOnly whether nothing of the run writes
   */
  RoundGuests(
      GuestWishes wishes,
      InstalledPrograms programs,
      Path runFolder,
      Path cache,
      boolean readOnly) {
    this.wishes = wishes;
    this.programs = programs;
    this.runFolder = runFolder;
    this.cache = cache;
    this.readOnly = readOnly;
    this.accelerators = new AcceleratorChoice(wishes.accelerator());
  }

  /** A round begins, or goes on: the machines of another one end. */
  synchronized void enter(int roundNow) throws IOException {
    if (roundNow != round) {
      close();
      boots.clear();
      round = roundNow;
    }
  }

  /** The arm's machine, if it has one that is alive. */
  synchronized Held alive(GuestType type) throws IOException {
    Held found = held.get(type);
    if (found != null && !isAlive(found.machine().pid())) {
      end(type);
      return null;
    }
    return found;
  }

  private static boolean isAlive(long pid) {
    return pid > 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /**
   * Makes the arm's machine, not yet booted.
   *
   * @param target that is its disk
   * @throws GuestUnsupportedException if this host can't run guests
   * @throws IOException if what it boots with can't be made, or it failed to boot too often
   */
  synchronized Held make(GuestType type, Path target) throws IOException, InterruptedException {
    if (failures.getOrDefault(type, 0) >= MOST_FAILURES) {
      throw new GuestException(
          type.label()
              + " is not booted again in this run: it failed to "
              + MOST_FAILURES
              + " times in a row");
    }
    if (parts == null) {
      parts = GuestParts.find(programs, wishes);
    }
    if (image == null || !Files.isReadable(image)) {
      image =
          GuestImage.findOrMake(
              parts.kernel(), programs, Path.of(System.getProperty("java.home")), cache);
    }
    Path folder = ForkRoom.of(runFolder).folder();
    Files.createDirectories(folder);
    GuestMachine machine =
        new GuestMachine(
            new GuestSettings(
                parts.qemu(),
                parts.setpriv(),
                parts.kernel(),
                image,
                target,
                type.aio(),
                CacheMode.NONE,
                readOnly,
                false,
                accelerators,
                folder));
    Held made = new Held(machine, boots.merge(type, 1, Integer::sum));
    held.put(type, made);
    return made;
  }

  /**
   * Boots a machine that was just made.
   *
   * @throws IOException if it does not come up
   */
  void boot(GuestType type, Held made) throws IOException, InterruptedException {
    boolean up = false;
    try {
      made.machine().boot();
      up = true;
    } finally {
      noteBoot(type, up);
    }
  }

  private synchronized void noteBoot(GuestType type, boolean up) {
    if (up) {
      failures.remove(type);
    } else {
      failures.merge(type, 1, Integer::sum);
    }
  }

  /** Ends an arm's machine, which is of no further use. */
  synchronized void end(GuestType type) throws IOException {
    Held gone = held.remove(type);
    if (gone != null) {
      gone.machine().close();
    }
  }

  /** Ends all of them. */
  @Override
  public synchronized void close() throws IOException {
    IOException first = null;
    for (GuestType type : GuestType.values()) {
      try {
        end(type);
      } catch (IOException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
