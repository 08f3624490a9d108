package io.aiorevisited.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.ForwardingSyscalls;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every engine that really transfers must do, on real files. */
class EngineContractTest {
  private static final int BLOCK = 16384;
  private static final int BLOCKS = 64;
  private static final int DEPTH = 8;

  private Path path;

  static Stream<Arguments> enginesAndFiles() {
    return HostEngines.movingData()
        .flatMap(type -> Arrays.stream(TestFile.values()).map(file -> Arguments.of(type, file)));
  }

  @AfterEach
  void deleteFile() throws IOException {
    if (path != null) {
      Files.delete(path);
    }
  }

  @ParameterizedTest
  @MethodSource("enginesAndFiles")
  void shouldReadEveryByteOfAFileWithSeveralInFlight(EngineType type, TestFile where) {
    path = where.create(BLOCKS * BLOCK);
    byte[] read = new byte[BLOCKS * BLOCK];
    try (IoFile file = TestFile.openDirect(path, FileAccess.READ_ONLY);
        IoEngine engine = type.open(file, DEPTH, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      sweep(
          engine,
          IoOperation.READ,
          request -> {},
          request -> request.buffer().get(0, read, (int) request.offset(), BLOCK));
      EngineReceipts receipts = engine.receipts();
      assertThat(receipts.requests()).isEqualTo(BLOCKS);
      assertThat(receipts.errors()).isZero();
      assertThat(receipts.shortTransfers()).isZero();
    }
    assertThat(read).isEqualTo(TestFile.content(BLOCKS * BLOCK));
  }

  @ParameterizedTest
  @MethodSource("enginesAndFiles")
  void shouldWriteEveryByteWhereItBelongs(EngineType type, TestFile where) throws IOException {
    path = where.create(BLOCKS * BLOCK);
    byte[] expected = TestFile.content(BLOCKS * BLOCK);
    for (int i = 0; i < expected.length; i++) {
      expected[i] ^= (byte) 0xff;
    }
    try (IoFile file = TestFile.openDirect(path, FileAccess.READ_WRITE);
        IoEngine engine = type.open(file, DEPTH, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      sweep(
          engine,
          IoOperation.WRITE,
          request -> request.buffer().put(0, expected, (int) request.offset(), BLOCK),
          request -> {});
    }
    assertThat(Files.readAllBytes(path)).isEqualTo(expected);
  }

  private interface Step {
    void run(IoRequest request);
  }

  /** Runs the loop that IoEngine's Javadoc shows over the whole file. */
  private static void sweep(IoEngine engine, IoOperation operation, Step before, Step after) {
    int next = 0;
    int done = 0;
    for (int slot = 0; slot < engine.depth(); slot++) {
      IoRequest request = engine.request(slot);
      request.prepare(operation, (long) next++ * BLOCK, BLOCK);
      before.run(request);
      engine.queue(request);
    }
    engine.commit();
    while (done < BLOCKS) {
      int events = engine.getEvents(1, engine.depth());
      for (int i = 0; i < events; i++) {
        IoRequest request = engine.event(i);
        assertThat(request.succeeded()).as("result %d", request.result()).isTrue();
        after.run(request);
        done++;
        if (next < BLOCKS) {
          request.prepare(operation, (long) next++ * BLOCK, BLOCK);
          before.run(request);
          engine.queue(request);
        }
      }
      engine.commit();
    }
  }

  @ParameterizedTest
  @MethodSource("enginesAndFiles")
  void shouldReportAShortTransferAtTheEndOfTheFile(EngineType type, TestFile where) {
    path = where.create(BLOCK + 4096);
    try (IoFile file = TestFile.openDirect(path, FileAccess.READ_ONLY);
        IoEngine engine = type.open(file, 2, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      engine.request(0).prepare(IoOperation.READ, BLOCK, BLOCK);
      engine.request(1).prepare(IoOperation.READ, 16L * BLOCK, BLOCK);
      runAll(engine, 2);

      assertThat(engine.request(0).result()).as("across the end").isEqualTo(4096);
      assertThat(engine.request(0).isShort()).isTrue();
      assertThat(engine.request(1).result()).as("beyond the end").isZero();
      assertThat(engine.request(1).isShort()).isTrue();
      assertThat(engine.receipts().shortTransfers()).isEqualTo(2);
      assertThat(engine.receipts().errors()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("enginesAndFiles")
  void shouldReportAMisalignedRequestAsTheFileSystemDoes(EngineType type, TestFile where)
      throws IOException {
    path = where.create(2 * BLOCK);
    try (IoFile file = TestFile.openDirect(path, FileAccess.READ_ONLY);
        IoEngine engine = type.open(file, 3, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      engine.request(0).prepare(IoOperation.READ, 100, 512);
      engine.request(1).prepare(IoOperation.READ, 0, 100);
      engine.request(2).prepare(IoOperation.READ, 0, BLOCK);
      runAll(engine, 3);

      // tmpfs takes O_DIRECT but copies, so that it asks for no alignment.
      boolean refuses = List.of("ext4", "xfs").contains(TestFile.fileSystem(path));
      boolean takes = TestFile.fileSystem(path).equals("tmpfs");
      assumeTrue(
          refuses || takes,
          "what " + TestFile.fileSystem(path) + " does with misaligned requests isn't known");
      // FileChannel looks at the alignment itself, whatever the file system asks for.
      refuses |= type.traits().ofTheJdk() && type != EngineType.ASYNCFILECHANNEL;
      // A block device has sectors.
      refuses |= type.traits().hasDaemon();
      long refused = -Errno.EINVAL.number();
      assertThat(engine.request(0).result()).as("offset").isEqualTo(refuses ? refused : 512);
      assertThat(engine.request(1).result()).as("length").isEqualTo(refuses ? refused : 100);
      assertThat(engine.request(2).result()).as("the aligned one").isEqualTo(BLOCK);
      assertThat(engine.receipts().errors()).isEqualTo(refuses ? 2 : 0);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("io.aiorevisited.engines.HostEngines#callingLinux")
  void shouldReportABadDescriptorOnTheRequest(EngineType type) {
    LinuxSyscalls neverOpens =
        new ForwardingSyscalls() {
          @Override
          public int open(String name, int flags, int mode) {
            return 1_000_000;
          }
        };
    IoFile file = IoFile.open(neverOpens, Path.of("nowhere"), CacheMode.NONE, FileAccess.READ_ONLY);
    try (IoEngine engine =
        type.open(neverOpens, file, 2, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      engine.request(0).prepare(IoOperation.READ, 0, BLOCK);
      engine.request(1).prepare(IoOperation.WRITE, 0, BLOCK);
      runAll(engine, 2);

      assertThat(engine.request(0).result()).isEqualTo(-Errno.EBADF.number());
      assertThat(engine.request(1).result()).isEqualTo(-Errno.EBADF.number());
      assertThat(engine.receipts().errors()).isEqualTo(2);
    } catch (SyscallException e) {
      assertThat(e.is(Errno.EBADF)).as("an engine that registers the file refuses it").isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.engines.HostEngines#movingData")
  void shouldReportAWriteToAFileOpenForReading(EngineType type) throws IOException {
    path = TestFile.DISK.create(BLOCK);
    try (IoFile file = TestFile.openDirect(path, FileAccess.READ_ONLY);
        IoEngine engine = type.open(file, 1, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      engine.request(0).prepare(IoOperation.WRITE, 0, BLOCK);
      runAll(engine, 1);
      assertThat(engine.request(0).result()).isEqualTo(-Errno.EBADF.number());
    }
    assertThat(Files.readAllBytes(path)).isEqualTo(TestFile.content(BLOCK));
  }

  private static void runAll(IoEngine engine, int count) {
    for (int slot = 0; slot < count; slot++) {
      engine.queue(engine.request(slot));
    }
    engine.commit();
    assertThat(engine.getEvents(count, count)).isEqualTo(count);
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.engines.HostEngines#all")
  void shouldRefuseARequestThatItHasAlready(EngineType type) {
    path = TestFile.DISK.create(BLOCK);
    try (IoFile file = HostEngines.openFor(type, path);
        IoEngine engine = type.open(file, 2, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      IoRequest request = engine.request(0);
      request.prepare(IoOperation.READ, 0, BLOCK);
      engine.queue(request);
      assertThatThrownBy(() -> engine.queue(request))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("slot=0");
      assertThatThrownBy(() -> request.prepare(IoOperation.READ, 0, BLOCK))
          .isInstanceOf(IllegalStateException.class);
      engine.commit();
      assertThatThrownBy(() -> engine.queue(request)).isInstanceOf(IllegalStateException.class);

      assertThat(engine.getEvents(1, 2)).as("taken once").isEqualTo(1);
      engine.queue(request);
    }
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.engines.HostEngines#all")
  void shouldRefuseARequestOfAnotherEngine(EngineType type) {
    path = TestFile.DISK.create(BLOCK);
    try (IoFile file = HostEngines.openFor(type, path);
        IoEngine engine = type.open(file, 1, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE);
        IoEngine other =
            EngineType.NULL.open(file, 2, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      for (int slot = 0; slot < 2; slot++) {
        IoRequest foreign = other.request(slot);
        assertThatThrownBy(() -> engine.queue(foreign))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("belongs to another engine");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.engines.HostEngines#all")
  void shouldRefuseToWaitForMoreThanIsCommitted(EngineType type) {
    path = TestFile.DISK.create(BLOCK);
    try (IoFile file = HostEngines.openFor(type, path);
        IoEngine engine = type.open(file, 2, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      engine.request(0).prepare(IoOperation.READ, 0, BLOCK);
      engine.queue(engine.request(0));
      assertThatThrownBy(() -> engine.getEvents(1, 1))
          .as("queued, not committed")
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("min=1 committed=0");
      assertThat(engine.getEvents(0, 1)).as("queued, not committed").isZero();
      engine.commit();
      assertThatThrownBy(() -> engine.getEvents(2, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("min=2 committed=1");
      assertThatThrownBy(() -> engine.getEvents(0, 0)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> engine.getEvents(-1, 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(engine.getEvents(1, 1)).isEqualTo(1);
      assertThat(engine.getEvents(0, 1)).as("nothing left").isZero();
      assertThatThrownBy(() -> engine.event(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.engines.HostEngines#all")
  void shouldDeliverAtMostMaxAndKeepTheRest(EngineType type) {
    path = TestFile.DISK.create(4 * BLOCK);
    try (IoFile file = HostEngines.openFor(type, path);
        IoEngine engine = type.open(file, 4, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      for (int slot = 0; slot < 4; slot++) {
        engine.request(slot).prepare(IoOperation.READ, (long) slot * BLOCK, BLOCK);
        engine.queue(engine.request(slot));
      }
      engine.commit();
      boolean[] seen = new boolean[4];
      for (int i = 0; i < 4; i++) {
        assertThat(engine.getEvents(1, 1)).isEqualTo(1);
        seen[engine.event(0).slot()] = true;
      }
      assertThat(seen).containsOnly(true);
    }
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.engines.HostEngines#all")
  void shouldTakeWhatIsThereWhenTheTimeIsUp(EngineType type) {
    path = TestFile.DISK.create(2 * BLOCK);
    try (IoFile file = HostEngines.openFor(type, path);
        IoEngine engine = type.open(file, 2, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE)) {
      for (int slot = 0; slot < 2; slot++) {
        engine.request(slot).prepare(IoOperation.READ, (long) slot * BLOCK, BLOCK);
        engine.queue(engine.request(slot));
      }
      engine.commit();
      int taken = engine.getEvents(2, 2, 1);
      assertThat(taken).isBetween(0, 2);
      while (taken < 2) {
        taken += engine.getEvents(1, 2, 1_000_000_000L);
      }
      assertThat(engine.getEvents(0, 2, 1_000_000_000L)).as("nothing left").isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.engines.HostEngines#all")
  void shouldCloseTwiceAndRefuseEverythingAfter(EngineType type) {
    path = TestFile.DISK.create(BLOCK);
    try (IoFile file = HostEngines.openFor(type, path)) {
      IoEngine engine = type.open(file, 1, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE);
      IoRequest request = engine.request(0);
      engine.close();
      engine.close();
      assertThatThrownBy(() -> engine.queue(request))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
      assertThatThrownBy(engine::commit).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> engine.getEvents(0, 1)).isInstanceOf(IllegalStateException.class);
      assertThat(engine.receipts().requests()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.engines.HostEngines#all")
  void shouldRefuseAnEngineWithoutSlotsOrBuffers(EngineType type) {
    path = TestFile.DISK.create(BLOCK);
    try (IoFile file = HostEngines.openFor(type, path)) {
      assertThatThrownBy(() -> type.open(file, 0, BLOCK, BufferPages.HUGE, ThreadPlacement.FREE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("depth=0");
      assertThatThrownBy(() -> type.open(file, 1, 0, BufferPages.HUGE, ThreadPlacement.FREE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("maxRequestBytes=0");
    }
  }

  @ParameterizedTest
  @MethodSource("io.aiorevisited.engines.HostEngines#all")
  void shouldHandOutPageAlignedBuffersThatDontOverlap(EngineType type) {
    path = TestFile.DISK.create(BLOCK);
    try (IoFile file = HostEngines.openFor(type, path);
        IoEngine engine = type.open(file, 3, 5000, BufferPages.HUGE, ThreadPlacement.FREE)) {
      int page = LinuxSyscalls.host().pageSize();
      for (int slot = 0; slot < 3; slot++) {
        IoRequest request = engine.request(slot);
        assertThat(request.slot()).isEqualTo(slot);
        assertThat(request.bufferAddress() % page).isZero();
        assertThat(request.buffer().capacity()).isEqualTo(5000);
        for (int i = 0; i < 5000; i++) {
          request.buffer().put(i, (byte) (slot + 1));
        }
      }
      for (int slot = 0; slot < 3; slot++) {
        assertThat(engine.request(slot).buffer().get(0)).isEqualTo((byte) (slot + 1));
        assertThat(engine.request(slot).buffer().get(4999)).isEqualTo((byte) (slot + 1));
      }
    }
  }
}
