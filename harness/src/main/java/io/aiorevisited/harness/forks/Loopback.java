package io.aiorevisited.harness.forks;

import io.aiorevisited.harness.plan.WrongCallException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * The loopback interface, over which forks get their orders: from JMH, and when it is their turn.
 */
public final class Loopback {

  private static final int CONNECT_MILLIS = 5000;

  private Loopback() {}

  /**
   * Makes a connection over it.
   *
   * @throws WrongCallException if there is none
   */
  public static void check() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 1, loopback);
        Socket client = new Socket()) {
      client.connect(new InetSocketAddress(loopback, server.getLocalPort()), CONNECT_MILLIS);
    } catch (IOException e) {
      throw new WrongCallException(
          "the loopback interface, over which measuring JVMs get their orders, does not work ("
              + e.getMessage()
              + "): bring it up, ip link set lo up");
    }
  }
}
