package io.aiorevisited.engines;

import static org.assertj.core.api.Assertions.assertThat;

/** A file of {@link TestFile}'s content, read whole by one request a slot. */
public final class WholeFile {
  public static final int BLOCK = 4096;
  public static final int DEPTH = 8;
  public static final int BYTES = DEPTH * BLOCK;

  private WholeFile() {}

  /** Queues and commits a read of each block. */
  public static void submitAll(IoEngine engine) {
    for (int slot = 0; slot < DEPTH; slot++) {
      engine.request(slot).prepare(IoOperation.READ, (long) slot * BLOCK, BLOCK);
      engine.queue(engine.request(slot));
    }
    engine.commit();
  }

  /** Takes all completions and compares every byte. */
  public static void assertAllRead(IoEngine engine) {
    assertThat(engine.getEvents(DEPTH, DEPTH)).isEqualTo(DEPTH);
    byte[] read = new byte[BYTES];
    for (int slot = 0; slot < DEPTH; slot++) {
      assertThat(engine.request(slot).succeeded()).isTrue();
      engine.request(slot).buffer().get(0, read, slot * BLOCK, BLOCK);
    }
    assertThat(read).isEqualTo(TestFile.content(BYTES));
  }
}
