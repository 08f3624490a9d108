package io.aiorevisited.harness.forks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * JMH's lock for the whole machine, held over all trials of a run: each trial is a JMH run of its
 * own, which would otherwise let another one in between.
 */
public final class JmhLock implements AutoCloseable {

  /** Where JMH has it. */
  public static final Path FILE = Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock");

  private final FileChannel channel;
  private final FileLock lock;

  private JmhLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /** Takes the lock if it is free. */
  public static JmhLock take() {
    // Each trial's JMH would try for it again.
    System.setProperty("jmh.ignoreLock", "true");
    try {
      FileChannel channel =
          FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return new JmhLock(channel, channel.tryLock());
    } catch (IOException e) {
      return new JmhLock(null, null); // another user's file: whether it is held can't be told
    }
  }

  /** Whether another JMH run on this machine holds the lock. */
  public boolean heldByAnother() {
    return channel != null && lock == null;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
