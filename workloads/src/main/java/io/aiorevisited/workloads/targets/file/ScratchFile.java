package io.aiorevisited.workloads.targets.file;

import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.workloads.data.BlockData;
import io.aiorevisited.workloads.data.ByteSize;
import io.aiorevisited.workloads.targets.Target;
import io.aiorevisited.workloads.targets.TargetException;
import io.aiorevisited.workloads.targets.TargetState;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that the harness makes, marks as its own, fills with real data and removes again.
 *
 * <p>It is written from end to end and synced before anything is measured, so that every extent of
 * it is really there: a hole or an unwritten extent is read without any I/O. The mark is a file of
 * the same name with {@code .owner} after it, which names the file by device and inode and the
 * process that made it.
 */
public final class ScratchFile implements Target {
  /** Data that {@link #create} fills the file with, in blocks of {@link #FILL_BLOCK_BYTES}. */
  public static final BlockData FILL_DATA = new BlockData(0x61696f);

  /** Block size of the first filling, bytes. */
  public static final int FILL_BLOCK_BYTES = 1 << 20;

  /** Generation stamped by the first filling. */
  public static final long FILL_GENERATION = 0;

  private final Path path;
  private final long sizeBytes;
  private final OwnerMark mark;
  private final Thread removalAtExit;
  private boolean removed;

  private ScratchFile(Path path, long sizeBytes, OwnerMark mark) {
    this.path = path;
    this.sizeBytes = sizeBytes;
    this.mark = mark;
    this.removalAtExit = new Thread(this::removeAtExit, "remove " + path.getFileName());
  }

  /**
   * Makes a scratch file at {@code path}, writes all of it and syncs it. It is removed by {@link
   * #close}, or else when the JVM ends in order, by SIGINT or SIGTERM too.
   *
   * @param path where nothing may be yet
   * @param sizeBytes a multiple of 512
   * @throws TargetException if something is there already, there is too little space, or it can't
   *     be filled; then nothing of it stays behind
   * @throws InterruptedIOException if the thread is interrupted or the program is ending meanwhile,
   *     or {@link ClosedByInterruptException}; then, too, nothing of it stays behind
   * @throws IOException if it can't be made
   */
  public static ScratchFile create(Path path, long sizeBytes) throws IOException {
    return create(path, sizeBytes, TargetState.WRITTEN);
  }

  /**
   * Makes a scratch file as {@link #create(Path, long)} does, but in {@code state}: only WRITTEN
   * has data in it.
   */
  public static ScratchFile create(Path path, long sizeBytes, TargetState state)
      throws IOException {
    if (sizeBytes < 512 || sizeBytes % 512 != 0) {
      throw new IllegalArgumentException(
          "a scratch file's size must be a multiple of 512: sizeBytes=" + sizeBytes);
    }
    Path file = path.toAbsolutePath();
    requireSpace(file.getParent(), sizeBytes);
    ScratchFile scratch = make(file, sizeBytes);
    try {
      scratch.removeAtEndOfJvm();
      if (state.isWithoutData()) {
        TargetReset.reset(file, state, sizeBytes);
      } else {
        ScratchFill.write(file, sizeBytes);
      }
      return scratch;
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      try (scratch) {
        throw e;
      }
    } catch (IOException | SyscallException e) {
      try (scratch) {
        throw new TargetException(
            "can't fill " + file + ": " + e.getMessage() + "; fix that or name another file", e);
      }
    }
  }

  /**
   * Makes sure that {@code neededBytes} can be written into {@code directory}.
   *
   * @throws TargetException if it is no writable directory or has too little space for this user
   * @throws IOException if the file system can't be asked
   */
  public static void requireSpace(Path directory, long neededBytes) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new TargetException("no such directory: " + directory + "; make it or name another");
    }
    if (!Files.isWritable(directory)) {
      throw new TargetException(
          "directory not writable: " + directory + "; change its permissions or name another");
    }
    long usableBytes = Files.getFileStore(directory).getUsableSpace();
    if (usableBytes < neededBytes) {
      throw new TargetException(
          "too little space in %s: needs %d bytes (%s), usable are %d; free some or ask for a"
                  .formatted(directory, neededBytes, ByteSize.format(neededBytes), usableBytes)
              + " smaller size");
    }
  }

  /**
   * Tells whether {@code path} is a scratch file of a harness that still runs: its mark names this
   * very file, and the process that made it is alive.
   *
   * @throws IOException if the mark or the file can't be examined
   */
  public static boolean isOwn(Path path) throws IOException {
    Path file = path.toAbsolutePath();
    Optional<OwnerMark> mark = OwnerMark.read(file);
    return mark.isPresent()
        && mark.get().names(file)
        && mark.get().sizeBytes() == Files.size(file)
        && mark.get().owner().runs();
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public void requireWritable() throws IOException {
    if (!isOwn(path)) {
      throw notOurs("refused to write to ");
    }
  }

  /**
   * Removes the file and its mark, if both are still those that were made. Idempotent.
   *
   * @throws TargetException if another file has taken the place of either: then both stay
   */
  @Override
  public void close() throws IOException {
    try {
      remove();
    } finally {
      if (Thread.currentThread() != removalAtExit) {
        forgetRemovalAtExit();
      }
    }
  }

  /** Synchronized because the hook may run while the caller closes. */
  private synchronized void remove() throws IOException {
    if (removed) {
      return;
    }
    Optional<OwnerMark> found = OwnerMark.read(path);
    boolean markIsOurs = found.isPresent() && found.get().equals(mark);
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      if (!markIsOurs || !mark.names(path)) {
        throw notOurs("refused to remove ");
      }
      Files.deleteIfExists(path);
    }
    if (markIsOurs) {
      Files.deleteIfExists(OwnerMark.pathFor(path));
    }
    removed = true;
  }

  private void removeAtExit() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("Scratch file not removed: " + e.getMessage());
    }
  }

  private void forgetRemovalAtExit() {
    try {
      Runtime.getRuntime().removeShutdownHook(removalAtExit);
    } catch (IllegalStateException jvmIsEnding) {
      // The hook then runs as well, and finds nothing left to remove.
      return;
    }
  }

  private TargetException notOurs(String refusal) {
    return new TargetException(
        refusal + path + ": it is no longer the file that was made here; look at it by hand");
  }

  private void removeAtEndOfJvm() throws InterruptedIOException {
    try {
      Runtime.getRuntime().addShutdownHook(removalAtExit);
    } catch (IllegalStateException e) {
      throw (InterruptedIOException)
          new InterruptedIOException("the program is ending").initCause(e);
    }
  }

  /** Makes the mark and then the file, both or neither. */
  private static ScratchFile make(Path file, long sizeBytes) throws IOException {
    Owner owner = beginMark(file);
    boolean created = false;
    OwnerMark mark = null;
    try {
      createEmpty(file);
      created = true;
      mark = OwnerMark.complete(file, sizeBytes, owner);
      return new ScratchFile(file, sizeBytes, mark);
    } finally {
      if (mark == null) {
        if (created) {
          Files.deleteIfExists(file);
        }
        Files.deleteIfExists(OwnerMark.pathFor(file));
      }
    }
  }

  private static Owner beginMark(Path file) throws IOException {
    try {
      return OwnerMark.begin(file);
    } catch (FileAlreadyExistsException e) {
      throw new TargetException(
          "refused to overwrite "
              + OwnerMark.pathFor(file)
              + "; remove it yourself or name another file",
          e);
    }
  }

  private static void createEmpty(Path file) throws IOException {
    try {
      Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
    } catch (FileAlreadyExistsException e) {
      throw new TargetException(
          "refused to overwrite " + file + "; remove it yourself or name another file", e);
    }
  }
}
