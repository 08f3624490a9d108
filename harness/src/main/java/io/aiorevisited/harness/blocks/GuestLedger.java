package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.CpuLedgerRecord;
import io.aiorevisited.analysis.record.CpuLedgerRecord.Switches;
import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.engines.linux.CpuClocks;
import io.aiorevisited.engines.linux.CpuClocks.ThreadCpu;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.harness.blocks.GuestThreads.Role;
import io.aiorevisited.harness.blocks.GuestThreads.Spent;
import io.aiorevisited.workloads.PassObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/*
 * The process's clock is exact, and holds threads that have ended: QEMU's idle workers do, after ten
 * seconds. What it says beyond the living threads is theirs. User and system time of the process
 * and of each part are the exact time in the proportion that the kernel's ticks found.
 */
/**
 * Keeps the CPU ledger of a virtual machine's passes, from outside, while the guest waits. Used by
 * one thread.
 */
final class GuestLedger implements PassObserver, AutoCloseable {

  private static final double MICRO = 1e3;

  private final long pid;
  private final Optional<Path> deviceFolder;
  private final CpuClocks clocks = new CpuClocks(LinuxSyscalls.host());
  private Reading before;

  /** All that is read at one moment. */
  record Reading(ThreadCpu process, GuestThreads threads, HostReading host) {}

  /**
   * @param pid of QEMU
   * @param deviceFolder folder in sysfs of the device below the target; empty if there is none
   */
  GuestLedger(long pid, Optional<Path> deviceFolder) {
    this.pid = pid;
    this.deviceFolder = deviceFolder;
  }

  /** CPU time of all of QEMU since it started; 0 if it has ended. */
  long processMicros() {
    ThreadCpu read = clocks.wholeProcess((int) pid);
    return read == null ? 0 : Math.round(read.cpuNanos() / MICRO);
  }

  @Override
  public void beforePass() {
    before = read();
  }

  @Override
  public Seen afterPass() {
    return new Seen(between(before, read()), null);
  }

  private Reading read() {
    try {
      GuestThreads threads = GuestThreads.of(pid);
      ThreadCpu process = clocks.wholeProcess((int) pid);
      if (process == null) {
        throw new IOException("QEMU has ended");
      }
      return new Reading(process, threads, HostReading.now(deviceFolder));
    } catch (IOException e) {
      throw new UncheckedIOException("what the guest spends can't be read: " + e.getMessage(), e);
    }
  }

  /** Draws up the ledger of what lies between two readings. */
  static CpuLedgerRecord between(Reading before, Reading after) {
    ThreadCpu process = after.process().since(before.process());
    Sum loop = new Sum(process);
    Sum vcpu = new Sum(process);
    Sum workers = new Sum(process);
    for (Map.Entry<Integer, Spent> thread : after.threads().byId().entrySet()) {
      Spent now = thread.getValue();
      Spent then = before.threads().byId().get(thread.getKey());
      // A clock that went back is of a new thread, which was given the id of one that ended.
      boolean same = then != null && then.nanos() <= now.nanos();
      sumOf(now.role(), loop, vcpu, workers).add(now, same ? then : null);
    }
    long processMicros = Math.round(process.cpuNanos() / MICRO);
    long ofEnded = processMicros - loop.micros() - vcpu.micros() - workers.micros();
    workers.addMicros(Math.max(0, ofEnded));
    long gapMicros = processMicros - loop.micros() - vcpu.micros() - workers.micros();
    Sum all = new Sum(process);
    all.addMicros(processMicros);
    Set<Integer> gone = new HashSet<>(before.threads().byId().keySet());
    gone.removeAll(after.threads().byId().keySet());
    return new CpuLedgerRecord(
        loop.time(),
        workers.time(),
        CpuTime.NONE,
        CpuTime.NONE,
        CpuTime.NONE,
        CpuTime.NONE,
        gone.size(),
        all.time(),
        gapMicros,
        Math.abs(gapMicros) <= CpuLedgerRecord.MAX_GAP_RATIO * processMicros,
        0,
        after.host().timeSince(before.host(), processMicros),
        loop.switches,
        workers.switches,
        loop.switches.plus(vcpu.switches).plus(workers.switches),
        after.host().deviceSince(before.host()),
        null,
        vcpu.time());
  }

  private static Sum sumOf(Role role, Sum loop, Sum vcpu, Sum workers) {
    return switch (role) {
      case LOOP -> loop;
      case VCPU -> vcpu;
      case WORKER -> workers;
    };
  }

  /** What threads of one kind have spent. */
  private static final class Sum {
    private final ThreadCpu process;
    private long nanos;
    private long userTicks;
    private long systemTicks;
    private Switches switches = new Switches(0, 0);

    Sum(ThreadCpu process) {
      this.process = process;
    }

    void add(Spent now, Spent then) {
      nanos += now.nanos() - (then == null ? 0 : then.nanos());
      userTicks += now.userMicros() - (then == null ? 0 : then.userMicros());
      systemTicks += now.systemMicros() - (then == null ? 0 : then.systemMicros());
      switches =
          switches.plus(then == null ? now.switches() : now.switches().minus(then.switches()));
    }

    void addMicros(long micros) {
      nanos += Math.round(micros * MICRO);
    }

    long micros() {
      return Math.round(nanos / MICRO);
    }

    CpuTime time() {
      long user = Math.round(micros() * userShare());
      return new CpuTime(user, micros() - user);
    }

    private double userShare() {
      if (userTicks + systemTicks > 0) {
        return (double) userTicks / (userTicks + systemTicks);
      }
      return process.sampledNanos() > 0
          ? Math.min(1, (double) process.sampledUserNanos() / process.sampledNanos())
          : 0;
    }
  }

  @Override
  public void close() {
    clocks.close();
  }
}
