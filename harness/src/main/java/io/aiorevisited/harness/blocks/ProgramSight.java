package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.harness.peers.PeerProgram.Mechanism;
import io.aiorevisited.workloads.gates.ProgramGates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/*
 * From /proc/PID:
 *   fd, fdinfo     flags of its descriptor of the target, an open io_uring
 *   maps           a ring of native AIO, by its name [aio]
 *   smaps_rollup   bytes in huge pages, transparent ones and those of hugetlbfs
 * A program may open the target more than once before it settles, so what was seen last counts, and
 * it is looked at until it was seen at work a few times; then it is left alone.
 */
/** What is seen of a program from outside while it runs. */
final class ProgramSight {

  private static final int LOOKS_AT_WORK = 3;

  private final Path proc;
  private final String target;
  private OptionalInt flags = OptionalInt.empty();
  private boolean nativeAio;
  private boolean ioUring;
  private long hugeBytes;
  private int looksAtWork;

  /**
   * @param proc where procfs is
   * @param target as the program opens it, links resolved
   */
  ProgramSight(Path proc, Path target) {
    this.proc = proc;
    this.target = target.toString();
  }

  /** Looks at a process, which may just be ending. */
  void look(long pid) {
    if (looksAtWork == LOOKS_AT_WORK) {
      return;
    }
    Path process = proc.resolve(Long.toString(pid));
    try {
      boolean ring = false;
      OptionalInt found = OptionalInt.empty();
      try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
        for (Path descriptor : descriptors) {
          String link = Files.readSymbolicLink(descriptor).toString();
          ring |= link.equals("anon_inode:[io_uring]");
          if (link.equals(target)) {
            found = OptionalInt.of(flags(process, descriptor.getFileName().toString()));
          }
        }
      }
      if (found.isPresent()) {
        boolean mapped = text(process.resolve("maps")).contains("[aio]");
        long huge = huge(text(process.resolve("smaps_rollup")));
        flags = found;
        ioUring |= ring;
        nativeAio |= mapped;
        hugeBytes = Math.max(hugeBytes, huge);
        looksAtWork++;
      }
    } catch (IOException e) {
      return; // it ended, or closed what was looked at: what was seen before stands
    }
  }

  private static int flags(Path process, String descriptor) throws IOException {
    for (String line : text(process.resolve("fdinfo").resolve(descriptor)).split("\n")) {
      if (line.startsWith("flags:")) {
        return Integer.parseInt(line.substring("flags:".length()).strip(), 8);
      }
    }
    throw new IOException("no flags");
  }

  private static long huge(String rollup) {
    long kib = 0;
    for (String line : rollup.split("\n")) {
      if (line.startsWith("AnonHugePages:")
          || line.startsWith("Private_Hugetlb:")
          || line.startsWith("Shared_Hugetlb:")) {
        kib += Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return kib << 10;
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  /** Flags of its descriptor of the target; empty if it was never seen to have it open. */
  OptionalInt flags() {
    return flags;
  }

  /** Bytes of its memory in huge pages. */
  long hugeBytes() {
    return hugeBytes;
  }

  /** Whether it worked by the means that it was told to. */
  GateRecord mechanism(Mechanism wanted) {
    String seen =
        (nativeAio ? "a ring of native AIO" : "no ring of native AIO")
            + (ioUring ? ", an io_uring" : ", no io_uring");
    if (flags.isEmpty()) {
      return GateRecord.notCheckable(
          ProgramGates.MECHANISM, "the program was not seen at work: its passes are too short");
    }
    boolean asTold =
        nativeAio == (wanted == Mechanism.NATIVE_AIO) && ioUring == (wanted == Mechanism.IO_URING);
    return asTold
        ? GateRecord.passed(ProgramGates.MECHANISM, "procfs shows " + seen)
        : GateRecord.failed(
            ProgramGates.MECHANISM,
            "procfs shows " + seen + ", so the program fell back to other means than its name says",
            "run its command, which is in the record, by hand, and read what it says");
  }
}
