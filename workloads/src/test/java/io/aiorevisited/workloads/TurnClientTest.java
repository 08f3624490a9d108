package io.aiorevisited.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.analysis.record.RestingRecord;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TurnClientTest {

  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void shouldSayWhoItIsTakeTurnsAndTellHowItRested() throws IOException {
    try (TurnClient client = TurnClient.connect(place("0a1b"));
        Socket desk = server.accept()) {
      String hello = "0a1b " + ProcessHandle.current().pid() + "\n";
      assertThat(
              new String(desk.getInputStream().readNBytes(hello.length()), StandardCharsets.UTF_8))
          .isEqualTo(hello);

      desk.getOutputStream().write(TurnClient.GO);
      client.await(false);
      assertThat(client.resting()).as("a warm-up").isEqualTo(new RestingRecord(0, 0));
      client.done();
      assertThat(desk.getInputStream().read()).isEqualTo(TurnClient.DONE);

      desk.getOutputStream().write(TurnClient.GO);
      client.await(true);
      assertThat(client.resting().wallNanos()).isPositive();

      desk.getOutputStream().write(TurnClient.END);
      client.awaitEnd();
    }
  }

  @Test
  void shouldFailWhereWhoeverGivesTurnsIsGone() throws IOException {
    try (TurnClient client = TurnClient.connect(place("1"))) {
      server.accept().close();

      assertThatThrownBy(() -> client.await(false)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void shouldNotTakeAnEndForATurn() throws IOException {
    try (TurnClient client = TurnClient.connect(place("1"));
        Socket desk = server.accept()) {
      desk.getOutputStream().write(TurnClient.END);

      assertThatThrownBy(() -> client.await(false))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(EOFException.class)
          .hasMessageContaining("expected 'G'");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1:", ":1", "1:x", "123456:1", "localhost:1", "1:1:1"})
  void shouldRefuseAPlaceOfAnotherForm(String place) {
    assertThatThrownBy(() -> TurnClient.connect(place))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PORT:SECRET");
  }

  private String place(String secret) {
    return server.getLocalPort() + ":" + secret;
  }
}
