package io.aiorevisited.harness.guest;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * QEMU's own control socket (QMP): what it says of the disk and its threads, rests, and its end.
 */
final class Qmp implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 20;

  private final SocketChannel channel;
  private final Selector selector;
  private final ByteBuffer heard = ByteBuffer.allocate(MOST_BYTES);

  /**
   * Connects to a QEMU that has opened its socket.
   *
   * @param pid of QEMU, whose folder the socket lies in: by that way its path is short
   */
  Qmp(long pid) throws IOException {
    Path socket = Path.of("/proc", Long.toString(pid), "cwd", QemuCommand.QMP_SOCKET);
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.configureBlocking(false);
      selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
      read("QMP");
      ask("qmp_capabilities");
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** What QEMU says of the disk and of its threads. */
  GuestFacts.Drive drive() throws IOException {
    JsonNode disk = ask("query-block").path(0).path("inserted");
    List<String> ioThreads = new ArrayList<>();
    ask("query-iothreads").forEach(thread -> ioThreads.add(thread.path("id").asString("")));
    List<Long> vcpus = new ArrayList<>();
    ask("query-cpus-fast").forEach(cpu -> vcpus.add(cpu.path("thread-id").asLong(0)));
    return new GuestFacts.Drive(
        disk.path("file").asString(""),
        disk.path("cache").path("direct").asBoolean(false),
        disk.path("ro").asBoolean(false),
        List.copyOf(ioThreads),
        List.copyOf(vcpus));
  }

  /** Has QEMU hold the guest, whose processors and clock then stand still; it flushes the disk. */
  void hold() throws IOException {
    ask("stop");
  }

  /** Has QEMU let the guest go on. */
  void release() throws IOException {
    ask("cont");
  }

  /** Asks QEMU to end. */
  void quit() throws IOException {
    ask("quit");
  }

  private JsonNode ask(String command) throws IOException {
    ByteBuffer words =
        ByteBuffer.wrap(
            ("{\"execute\":\"" + command + "\"}\n").getBytes(StandardCharsets.US_ASCII));
    while (words.hasRemaining()) {
      channel.write(words);
    }
    return read("return");
  }

  /** The next message with a field, which is what is wanted of it; events are passed over. */
  private JsonNode read(String field) throws IOException {
    long limitNanos = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      for (String line = line(); line != null; line = line()) {
        JsonNode message = parse(line);
        if (message.has("error")) {
          throw new GuestException("QMP refused: " + message.path("error"));
        }
        if (message.has(field)) {
          return message.path(field);
        }
      }
      long leftMillis = (limitNanos - System.nanoTime()) / 1_000_000;
      if (leftMillis <= 0 || !heard.hasRemaining()) {
        throw new GuestException("QMP does not answer within " + PATIENCE.toSeconds() + " s");
      }
      selector.select(leftMillis);
      selector.selectedKeys().clear();
      if (channel.read(heard) < 0) {
        throw new GuestException("QMP was closed: QEMU has ended");
      }
    }
  }

  private static JsonNode parse(String line) throws GuestException {
    try {
      return JSON.readTree(line);
    } catch (JacksonException e) {
      throw new GuestException("QMP said what is not JSON: " + e.getMessage(), e);
    }
  }

  /** Takes a whole line out of what was heard; null if there is none yet. */
  private String line() {
    for (int i = 0; i < heard.position(); i++) {
      if (heard.get(i) == '\n') {
        String line = new String(heard.array(), 0, i, StandardCharsets.UTF_8);
        heard.flip().position(i + 1);
        heard.compact();
        return line;
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    try (channel;
        selector) {
      // Both, whatever becomes of either.
    }
  }
}
