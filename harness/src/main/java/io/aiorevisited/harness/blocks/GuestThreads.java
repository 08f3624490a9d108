package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.CpuLedgerRecord.Switches;
import io.aiorevisited.harness.profilers.Counters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/*
 * From /proc/PID/task/TID, of a QEMU that was told debug-threads=on:
 *   comm       "CPU 0/TCG" or "CPU 0/KVM" runs the guest, "worker" is of the pool
 *   schedstat  time on a processor, in nanoseconds; exact for a thread that sleeps, as all do here
 *   stat       user and system time, in steps of 10 ms
 *   status     context switches
 */
/**
 * What QEMU's living threads have spent so far.
 *
 * @param byId one a thread
 */
record GuestThreads(Map<Integer, Spent> byId) {

  /** What a thread of QEMU's is there for. */
  enum Role {
    /** Runs the guest. */
    VCPU,
    /** Serves the disk: the main loop, or a thread for disks; and the little that is left. */
    LOOP,
    /** Carries requests out, one at a time. */
    WORKER;

    static Role ofName(String comm) {
      return comm.startsWith("CPU ") ? VCPU : comm.startsWith("worker") ? WORKER : LOOP;
    }
  }

  /**
   * One thread.
   *
   * @param nanos exact
   * @param userMicros in steps
   * @param systemMicros in steps
   */
  record Spent(Role role, long nanos, long userMicros, long systemMicros, Switches switches) {}

  private static final long STEP_MICROS = 10_000;
  private static final int USER_COLUMN = 11;

  /** Reads them; a thread that ends meanwhile is left out. */
  static GuestThreads of(long pid) throws IOException {
    Map<Integer, Spent> threads = new HashMap<>();
    try (DirectoryStream<Path> tasks =
        Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
      for (Path task : tasks) {
        try {
          threads.put(Integer.parseInt(task.getFileName().toString()), spent(task));
        } catch (IOException e) {
          continue; // it has ended: it is found in what the process spent and no thread did
        }
      }
    }
    return new GuestThreads(threads);
  }

  private static Spent spent(Path task) throws IOException {
    return parse(
        text(task.resolve("comm")),
        text(task.resolve("schedstat")),
        text(task.resolve("stat")),
        text(task.resolve("status")));
  }

  /** Reads the texts of the four files. */
  static Spent parse(String comm, String schedstat, String stat, String status) {
    // The name, which may hold anything, ends at the last parenthesis.
    String[] columns = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return new Spent(
        Role.ofName(comm),
        Long.parseLong(schedstat.substring(0, schedstat.indexOf(' '))),
        Long.parseLong(columns[USER_COLUMN]) * STEP_MICROS,
        Long.parseLong(columns[USER_COLUMN + 1]) * STEP_MICROS,
        Counters.switches(status));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
