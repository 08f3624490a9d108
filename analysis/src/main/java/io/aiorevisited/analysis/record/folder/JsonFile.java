package io.aiorevisited.analysis.record.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;

/** JSON files that are whole or not there at all, whenever the writer is killed. */
public final class JsonFile {

  /** End of the name that a file has until it is whole. */
  public static final String UNFINISHED_SUFFIX = ".new";

  private JsonFile() {}

  /**
   * Writes {@code content} beside {@code file}, has it on the device, and renames it over {@code
   * file}.
   *
   * @throws IOException if that can't be done; then {@code file} is as it was and nothing is left
   *     beside it
   */
  public static void write(Path file, Object content) throws IOException {
    byte[] json =
        RecordJson.MAPPER
            .writer()
            .with(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsBytes(content);
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED_SUFFIX);
    try {
      // One that a killed writer left is ours, and not whole.
      Files.deleteIfExists(unfinished);
      try (FileChannel channel =
          FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(json);
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

  /**
   * Reads a file that {@link #write} left.
   *
   * @param what the file should be, for the message: {@code a trial's result}
   * @throws IOException if it can't be read, or is not that
   */
  public static <T> T read(Path file, Class<T> type, String what) throws IOException {
    T content;
    try {
      content = RecordJson.MAPPER.readValue(RunFile.read(file, RunFile.MOST_BYTES_OF_JSON), type);
    } catch (JacksonException e) {
      throw new IOException(
          "not " + what + ": " + file + ": " + PlainText.quote(e.getOriginalMessage()), e);
    }
    if (content == null) {
      throw new IOException("not " + what + ": " + file + " holds nothing");
    }
    return content;
  }
}
