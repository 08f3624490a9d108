package io.aiorevisited.workloads;

import io.aiorevisited.analysis.record.RestingRecord;
import io.aiorevisited.engines.linux.CpuClocks;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/*
 * On a loopback socket, a line and single bytes:
 *   this side    "SECRET PID\n" once: open, and ready for turns
 *   other side   'G': go, it is your turn
 *   this side    'D': done, the turn is given back
 *   other side   'E': end, all arms have had their last turn
 * A side that is gone shows as end of file.
 */
/**
 * A measuring JVM's end of taking turns: while others of its block measure, it waits in one read
 * and does nothing. Used on the engine's home thread.
 */
public final class TurnClient implements AutoCloseable {

  /** The byte that gives a turn. */
  public static final int GO = 'G';

  /** The byte that gives it back. */
  public static final int DONE = 'D';

  /** The byte that ends it all. */
  public static final int END = 'E';

  private static final Pattern PLACE = Pattern.compile("([0-9]{1,5}):([0-9a-f]{1,64})");

  private final Socket socket;
  private final CpuClocks clocks = new CpuClocks(LinuxSyscalls.host());
  private long restedNanos;
  private long restingCpuMicros;

  private TurnClient(Socket socket) {
    this.socket = socket;
  }

  /**
   * Connects to where turns are given, and says that this JVM is ready.
   *
   * @param place {@code PORT:SECRET}, the secret in hexadecimal digits
   * @throws IllegalArgumentException if it is not of that form
   * @throws IOException if nobody is there
   */
  public static TurnClient connect(String place) throws IOException {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches()) {
      throw new IllegalArgumentException("turns are given at PORT:SECRET: turns=" + place);
    }
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(
              InetAddress.getLoopbackAddress(), Integer.parseInt(parts.group(1))));
      socket.setTcpNoDelay(true);
      String hello = parts.group(2) + " " + ProcessHandle.current().pid() + "\n";
      socket.getOutputStream().write(hello.getBytes(StandardCharsets.US_ASCII));
      return new TurnClient(socket);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Waits for the next turn.
   *
   * @param counts whether what this process spends meanwhile is added to {@link #resting}
   * @throws IOException if whoever gives turns is gone
   */
  void await(boolean counts) throws IOException {
    long startNanos = System.nanoTime();
    long startCpu = cpuMicros();
    expect(GO);
    if (counts) {
      restingCpuMicros += cpuMicros() - startCpu;
      restedNanos += System.nanoTime() - startNanos;
    }
  }

  /** Gives the turn back. */
  void done() throws IOException {
    socket.getOutputStream().write(DONE);
  }

  /** Waits until all arms have had their last turn: a JVM that ends is not idle. */
  void awaitEnd() throws IOException {
    expect(END);
  }

  /** What this process did while it waited for measured turns. */
  RestingRecord resting() {
    return new RestingRecord(restedNanos, restingCpuMicros);
  }

  private void expect(int wanted) throws IOException {
    int got = socket.getInputStream().read();
    if (got == -1) {
      throw new EOFException("whoever gives turns is gone");
    }
    if (got != wanted) {
      throw new IOException("expected '" + (char) wanted + "' for a turn, got " + got);
    }
  }

  private long cpuMicros() {
    CpuClocks.Usage usage = clocks.process();
    return usage.userMicros() + usage.systemMicros();
  }

  @Override
  public void close() throws IOException {
    clocks.close();
    socket.close();
  }
}
