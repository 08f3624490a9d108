package io.aiorevisited.harness.blocks;

import io.aiorevisited.analysis.record.GateRecord;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.harness.guest.GuestPass;
import io.aiorevisited.workloads.DataMismatchException;
import io.aiorevisited.workloads.VerifyPass;
import io.aiorevisited.workloads.WorkloadSpec;
import io.aiorevisited.workloads.data.BlockData;
import io.aiorevisited.workloads.targets.probe.PageCacheResidency;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Proves on the host, by plain reads, what a guest wrote and read. */
final class GuestProof {

  private static final String GATE = "verify";
  private static final int CHUNK_BYTES = 1 << 20;

  private final Path target;
  private final IoFile file;
  private final WorkloadSpec spec;
  private final long seed;
  private long generation;

  /**
   * @param file the target, open
   * @param spec of the passes
   */
  GuestProof(Path target, IoFile file, WorkloadSpec spec) {
    this.target = target;
    this.file = file;
    this.spec = spec;
    // As Trial does: passes of other trials on the same target must not be taken for ours.
    this.seed = System.currentTimeMillis() << 20;
    this.generation = seed;
  }

  /** Seed of all that the guest writes. */
  long seed() {
    return seed;
  }

  /** A number for the next pass. */
  long nextGeneration() {
    return ++generation;
  }

  /**
   * Looks at every byte of the last write pass.
   *
   * @throws DataMismatchException at the first that is wrong
   * @throws IOException if the target can't be read
   */
  GateRecord ofWrites() throws IOException {
    new VerifyPass(target, spec, new BlockData(seed)).run(generation);
    PageCacheResidency.drop(file.fd());
    return GateRecord.passed(
        GATE, "the host reads in every sector what the guest's last pass wrote there");
  }

  /**
   * Holds what the guest read against what is there.
   *
   * @param pass that was asked for the checksum
   * @throws IOException if they differ, or the target can't be read
   */
  GateRecord ofReads(GuestPass pass) throws IOException {
    long here = checksum();
    PageCacheResidency.drop(file.fd());
    long there = pass.checksum().orElseThrow(() -> new IOException("the guest told no checksum"));
    if (here != there) {
      throw new DataMismatchException(target, "CRC32C of all bytes read", 0, here, there);
    }
    return GateRecord.passed(
        GATE, String.format("CRC32C of all bytes that the guest read is the host's, %08x", here));
  }

  private long checksum() throws IOException {
    CRC32C sum = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK_BYTES);
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.READ)) {
      for (long at = 0; at < spec.sizeBytes(); ) {
        buffer.clear().limit((int) Math.min(CHUNK_BYTES, spec.sizeBytes() - at));
        int read = channel.read(buffer, at);
        if (read < 0) {
          throw new EOFException("the target ends at byte " + at);
        }
        sum.update(buffer.flip());
        at += read;
      }
    }
    return sum.getValue();
  }
}
