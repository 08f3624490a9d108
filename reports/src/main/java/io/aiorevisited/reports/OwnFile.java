package io.aiorevisited.reports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that this program writes for people to keep. It is written beside its name, brought to the
 * device and renamed, so that it is whole or as it was; no link is ever written through. A file
 * that is there is replaced only if an earlier report wrote it, which its first lines tell.
 */
public enum OwnFile {
  /** A report as a page. */
  PAGE("<!DOCTYPE html>", ": aio-revisited</title>"),
  /** A run's tables for programs. */
  TABLES("kind,engine,reference,control,", "");

  private static final int HEAD_BYTES = 4096;

  private final String start;
  private final String mark;

  OwnFile(String start, String mark) {
    this.start = start;
    this.mark = mark;
  }

  /**
   * Looks whether {@code file} may be written; touches nothing.
   *
   * @throws ForeignFileException if something is there that no report wrote
   * @throws IOException if it can't be looked at
   */
  public void check(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.isSymbolicLink(file)) {
      throw new ForeignFileException(file, "is a link");
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new ForeignFileException(file, "is not a file");
    }
    String head;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return; // removed meanwhile
    }
    if (!head.startsWith(start) || !head.contains(mark)) {
      throw new ForeignFileException(file, "exists and was not written by aio-revisited");
    }
  }

  /**
   * Writes {@code text}.
   *
   * @throws ForeignFileException if something is there that no report wrote
   * @throws IOException if it can't be written; then {@code file} is as it was and nothing is left
   *     beside it
   */
  void write(Path file, CharSequence text) throws IOException {
    check(file);
    Path unfinished = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
