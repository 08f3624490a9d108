package io.aiorevisited.workloads.gates;

import io.aiorevisited.analysis.record.BuffersRecord;
import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.engines.BufferPages;

/**
 * Says where the kernel gave other pages than were asked for. The figure stands for what was given,
 * so it stays.
 */
final class BuffersGate {
  static final String NAME = "buffers";

  private BuffersGate() {}

  static GateRecord check(BuffersRecord buffers) {
    String seen =
        (buffers.hugeBytes() >> 10)
            + " of "
            + (buffers.bytes() >> 10)
            + " KiB of buffers lie in huge pages";
    boolean askedForHuge = buffers.asked().equals(BufferPages.HUGE.label());
    if (askedForHuge && buffers.hugeBytes() < buffers.bytes()) {
      return GateRecord.warned(
          NAME,
          seen,
          "allow them (transparent_hugepage/enabled: madvise or always; for memory shared with a"
              + " daemon also transparent_hugepage/shmem_enabled: advise, or vm.nr_hugepages), free"
              + " memory, or ask for --buffers small");
    }
    return !askedForHuge && buffers.hugeBytes() > 0
        ? GateRecord.warned(NAME, seen, "the kernel declined MADV_NOHUGEPAGE: ask for huge ones")
        : GateRecord.passed(NAME, seen);
  }
}
