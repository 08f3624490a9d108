package io.aiorevisited.engines.qsd;

import io.aiorevisited.engines.linux.Architecture;
import io.aiorevisited.engines.linux.ProcFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/*
 * From /proc/PID:
 *   maps           a ring of native AIO, by its name [aio]
 *   fd, fdinfo     io_urings; flags of its descriptor of the target
 *   task/*\/comm    its threads; those of the kernel's that serve an io_uring are named iou-
 * QEMU makes its native AIO context when it opens the file, and its workers when there is work.
 */
/**
 * What is seen of a daemon from outside.
 *
 * @param aioRing whether it has a context of native AIO
 * @param rings how many io_urings it has
 * @param workersAtMost most threads seen beyond those that it had before the first request
 * @param opened whether it has the target open
 * @param direct whether it has it open past the page cache
 */
record DaemonSight(boolean aioRing, int rings, int workersAtMost, boolean opened, boolean direct) {

  /**
   * Looks at a process.
   *
   * @param process its folder in procfs
   * @param target as the kernel names it, links resolved
   * @param threadsBefore {@link #threads} before the first request
   * @param workersBefore most workers seen earlier, which end when they have nothing to do
   */
  static DaemonSight of(Path process, Path target, int threadsBefore, int workersBefore)
      throws IOException {
    int rings = 0;
    boolean opened = false;
    boolean direct = false;
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        String link = link(descriptor);
        if (link.equals("anon_inode:[io_uring]")) {
          rings++;
        } else if (link.equals(target.toString())) {
          opened = true;
          direct |= isDirect(process.resolve("fdinfo").resolve(descriptor.getFileName()));
        }
      }
    }
    boolean aioRing = ProcFile.text(process.resolve("maps")).contains("[aio]");
    int workers = Math.max(0, threads(process) - threadsBefore);
    return new DaemonSight(aioRing, rings, Math.max(workersBefore, workers), opened, direct);
  }

  /** Threads of a process, without those that the kernel has made for its io_urings. */
  static int threads(Path process) throws IOException {
    int threads = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path task : tasks) {
        String name = ProcFile.text(task.resolve("comm"));
        if (!name.isEmpty() && !name.startsWith("iou-")) {
          threads++;
        }
      }
    }
    return threads;
  }

  /** Where a descriptor leads; empty if it has been closed meanwhile. */
  private static String link(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private static boolean isDirect(Path info) throws IOException {
    return ProcFile.text(info)
        .lines()
        .filter(line -> line.startsWith("flags:"))
        .mapToInt(line -> Integer.parseInt(line.substring("flags:".length()).strip(), 8))
        .anyMatch(flags -> (flags & Architecture.current().directFlag()) != 0);
  }

  /** Says what was seen, without a full stop. */
  String words(boolean withTarget) {
    String target = opened ? direct ? ", O_DIRECT" : ", no O_DIRECT" : ", the target not open";
    return (aioRing ? "a ring of native AIO" : "no ring of native AIO")
        + ", "
        + (rings == 0 ? "no io_uring" : rings == 1 ? "one io_uring" : rings + " io_urings")
        + ", "
        + (workersAtMost == 0 ? "no worker threads" : "up to " + workersAtMost + " worker threads")
        + (withTarget ? target : "");
  }
}
