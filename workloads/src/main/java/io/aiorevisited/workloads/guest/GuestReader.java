package io.aiorevisited.workloads.guest;

import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.ThreadPlacement;
import io.aiorevisited.engines.inline.PsyncEngine;
import io.aiorevisited.engines.linux.CpuClocks;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.workloads.Pass;
import io.aiorevisited.workloads.PassFailedException;
import io.aiorevisited.workloads.PassObserver;
import io.aiorevisited.workloads.WorkloadSpec;
import io.aiorevisited.workloads.data.BlockData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/** Our own reader and writer: the engine {@code psync}, past the guest's page cache. */
final class GuestReader {
  private final Path disk;
  private final CpuClocks clocks;

  GuestReader(Path disk, CpuClocks clocks) {
    this.disk = disk;
    this.clocks = clocks;
  }

  GuestProgram.Moved run(GuestOrder order, GuestProgram.Start start) throws IOException {
    WorkloadSpec spec = order.spec();
    boolean writes = spec.operation() == IoOperation.WRITE;
    try (IoFile file = open(writes ? FileAccess.READ_WRITE : FileAccess.READ_ONLY);
        IoEngine engine = engine(file, spec)) {
      Pass pass = new Pass(engine, spec, new BlockData(order.seed()));
      if (order.leadInShare() > 0) {
        pass.leadIn(order.generation(), order.leadInShare());
      }
      Timed timed = new Timed(start);
      Pass.observe(timed);
      PassRecord moved = timed.run(pass, order.generation());
      return new GuestProgram.Moved(
          moved.durationNanos(),
          moved.bytes(),
          moved.requests(),
          (timed.after.userMicros() - timed.before.userMicros()) * 1000,
          (timed.after.systemMicros() - timed.before.systemMicros()) * 1000);
    }
  }

  private IoFile open(FileAccess access) {
    return IoFile.open(disk, CacheMode.NONE, access);
  }

  /** Not by its EngineType: that loads every engine, which takes long in such a guest. */
  private static IoEngine engine(IoFile file, WorkloadSpec spec) {
    return new PsyncEngine(
        new EngineSettings(
            LinuxSyscalls.host(),
            file,
            spec.depth(),
            spec.maxRequestBytes(),
            BufferPages.HUGE,
            ThreadPlacement.FREE,
            InstalledPrograms.in(List.of())));
  }

  /** CRC32C of what the disk holds where a pass goes, read by the same engine. */
  long checksum(WorkloadSpec spec) {
    CRC32C sum = new CRC32C();
    try (IoFile file = open(FileAccess.READ_ONLY);
        IoEngine engine = engine(file, spec)) {
      IoRequest request = engine.request(0);
      long end = spec.sizeBytes();
      for (long offset = 0; offset < end; offset += request.length()) {
        int length = (int) Math.min(spec.maxRequestBytes(), end - offset);
        request.prepare(IoOperation.READ, offset, length);
        engine.queue(request);
        engine.commit();
        engine.getEvents(1, 1);
        if (!request.succeeded()) {
          throw PassFailedException.of(request);
        }
        sum.update(request.buffer().slice(0, length));
      }
    }
    return sum.getValue();
  }

  /** Directly before and directly after the timed part. */
  private final class Timed implements PassObserver {
    private final GuestProgram.Start start;
    private CpuClocks.Usage before;
    private CpuClocks.Usage after;

    Timed(GuestProgram.Start start) {
      this.start = start;
    }

    PassRecord run(Pass pass, long generation) throws IOException {
      try {
        return pass.run(generation);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    @Override
    public void beforePass() {
      try {
        start.await();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      before = clocks.callingThread();
    }

    @Override
    public Seen afterPass() {
      after = clocks.callingThread();
      return Seen.NOTHING;
    }
  }
}
