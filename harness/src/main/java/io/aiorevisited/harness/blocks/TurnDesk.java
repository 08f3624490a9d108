package io.aiorevisited.harness.blocks;

import io.aiorevisited.workloads.TurnClient;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Gives turns to the arms of one block, over a loopback socket: this program's end of {@link
 * TurnClient}. All that arms do arrives as {@link Event}s in one queue.
 */
final class TurnDesk implements Closeable {

  private static final int HELLO_MILLIS = 10_000;
  private static final int HELLO_BYTES = 128;
  private static final int SECRET_BYTES = 16;

  /** What an arm has done. */
  enum Kind {
    /** It is open and waits for its first turn. */
    READY,
    /** It gave its turn back. */
    DONE,
    /** Its process has ended, whatever became of it. */
    ENDED
  }

  /**
   * Something that an arm did.
   *
   * @param arm number of the arm, from 0
   * @param pid of its process where it is READY and said so over its socket, else 0
   */
  record Event(int arm, Kind kind, long pid) {}

  private final ServerSocket server;
  private final List<String> secrets;
  private final Socket[] sockets;
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  private TurnDesk(ServerSocket server, List<String> secrets) {
    this.server = server;
    this.secrets = secrets;
    this.sockets = new Socket[secrets.size()];
  }

  /**
   * Opens one.
   *
   * @throws IOException if there is no loopback interface to open it on
   */
  static TurnDesk open(int arms) throws IOException {
    SecureRandom random = new SecureRandom();
    List<String> secrets =
        Stream.generate(
                () -> {
                  byte[] secret = new byte[SECRET_BYTES];
                  random.nextBytes(secret);
                  return HexFormat.of().formatHex(secret);
                })
            .limit(arms)
            .toList();
    TurnDesk desk =
        new TurnDesk(new ServerSocket(0, arms + 1, InetAddress.getLoopbackAddress()), secrets);
    start(desk::accept, "turn-desk");
    return desk;
  }

  /** What an arm is told, see {@link TurnClient#connect}. */
  String placeFor(int arm) {
    return server.getLocalPort() + ":" + secrets.get(arm);
  }

  /** The next event; null if there is none within {@code wait}. */
  Event next(Duration wait) throws InterruptedException {
    return events.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Says that an arm without a socket waits for its first turn. */
  void ready(int arm) {
    events.add(new Event(arm, Kind.READY, 0));
  }

  /** Says that an arm without a socket gives its turn back. */
  void done(int arm) {
    events.add(new Event(arm, Kind.DONE, 0));
  }

  /** Says that an arm has ended, whatever became of it. */
  void ended(int arm) {
    events.add(new Event(arm, Kind.ENDED, 0));
  }

  /** Gives the turn to an arm that is READY; one that is gone will be found to have ENDED. */
  void go(int arm) {
    send(arm, TurnClient.GO);
  }

  /** Lets an arm that is READY end. */
  void end(int arm) {
    send(arm, TurnClient.END);
  }

  private synchronized void send(int arm, int what) {
    try {
      sockets[arm].getOutputStream().write(what);
    } catch (IOException e) {
      // The arm's process is gone: its end is an event of its own, with the reason.
      closeQuietly(sockets[arm]);
    }
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = server.accept();
        accepted.add(socket);
        start(() -> serve(socket), "turn-arm");
      } catch (IOException e) {
        return; // closed: the block is over
      }
    }
  }

  private void serve(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(HELLO_MILLIS);
      String[] hello = hello(socket.getInputStream()).split(" ");
      int arm = secrets.indexOf(hello[0]);
      if (arm < 0 || hello.length != 2 || !hello[1].matches("[0-9]{1,18}")) {
        socket.close(); // somebody else's
        return;
      }
      socket.setSoTimeout(0);
      synchronized (this) {
        sockets[arm] = socket;
      }
      events.add(new Event(arm, Kind.READY, Long.parseLong(hello[1])));
      while (socket.getInputStream().read() == TurnClient.DONE) {
        events.add(new Event(arm, Kind.DONE, 0));
      }
    } catch (IOException e) {
      closeQuietly(socket); // as a process that was killed leaves it
    }
  }

  private static String hello(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int read = in.read();
    while (read != '\n') {
      if (read == -1 || line.size() == HELLO_BYTES) {
        throw new IOException("no hello");
      }
      line.write(read);
      read = in.read();
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket can be closed", e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    accepted.forEach(TurnDesk::closeQuietly);
  }
}
