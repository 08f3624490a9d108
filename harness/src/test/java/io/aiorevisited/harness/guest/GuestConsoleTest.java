package io.aiorevisited.harness.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.workloads.guest.GuestLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts stand for QEMU: what is tested is how its words, its silence and its end are taken. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GuestConsoleTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(50);

  @TempDir Path directory;
  private GuestConsole console;

  private GuestConsole start(String script) throws IOException, InterruptedException {
    console = new GuestConsole(List.of("/bin/sh", "-c", script), directory);
    return console;
  }

  @AfterEach
  void end() throws InterruptedException {
    if (console != null) {
      console.kill("the test is over");
      console.awaitEnd(LONG);
      assertThat(console.pid()).isZero();
    }
  }

  @Test
  void shouldTellLinesFromOtherWords() throws Exception {
    start("echo SeaBIOS; printf '[ 1.0] vda: x@@{\"event\":\"boot\",\"n\":5}\\r\\n'; cat");

    GuestLine boot = console.await("boot", LONG);

    assertThat(boot.number("n")).isEqualTo(5);
    assertThat(console.story()).contains("SeaBIOS\n[ 1.0] vda: x@@{");
  }

  @Test
  void shouldSpeakAndBeAnswered() throws Exception {
    start("read order; echo \"@@{\\\"event\\\":\\\"heard\\\",\\\"order\\\":\\\"$order\\\"}\"; cat");

    console.say("go");

    assertThat(console.await("heard", LONG).text("order")).isEqualTo("go");
  }

  @Test
  void shouldSayThatTheGuestIsSilent() throws Exception {
    start("echo panic; cat");

    assertThatThrownBy(() -> console.await("boot", SHORT))
        .isInstanceOf(GuestException.class)
        .hasMessageStartingWith("the guest is silent: no 'boot' within 0 s; QEMU said nothing");
  }

  @Test
  void shouldSayHowQemuEndedAndWhatItSaid() throws Exception {
    start("echo cannot set up guest memory >&2; echo half a line; exit 3");

    assertThatThrownBy(() -> console.await("boot", LONG))
        .hasMessage(
            "QEMU has ended: status 3; QEMU said: cannot set up guest memory, the guest last: half"
                + " a line");
  }

  @Test
  void shouldSayWhichSignalEndedQemu() throws Exception {
    start("kill -9 $$");

    assertThatThrownBy(() -> console.await("boot", LONG))
        .hasMessage("QEMU has ended: signal 9; QEMU said nothing, the guest nothing");
  }

  @Test
  void shouldPassOnWhatTheGuestSaysOfItsFailure() throws Exception {
    start("echo '@@{\"event\":\"failed\",\"reason\":\"no disk\"}'; cat");

    assertThatThrownBy(() -> console.await("ready", LONG)).hasMessage("the guest says: no disk");
  }

  @Test
  void shouldSayThatTheProgramInTheGuestHasEnded() throws Exception {
    start("echo Exception; echo '@@{\"event\":\"ended\",\"status\":1}'; cat");

    assertThatThrownBy(() -> console.await("ready", LONG))
        .hasMessageStartingWith("the program in the guest has ended with status 1; ")
        .hasMessageContaining("Exception");
  }

  @Test
  void shouldGiveTheReasonOfAKill() throws Exception {
    start("cat");
    console.kill("hung: killed after 3 s");

    assertThatThrownBy(() -> console.await("boot", LONG))
        .isInstanceOf(GuestException.class)
        .hasMessage("hung: killed after 3 s");
  }

  @Test
  void shouldSayThatQemuCannotBeStarted() {
    assertThatThrownBy(
            () -> new GuestConsole(List.of(directory.resolve("qemu").toString()), directory))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("QEMU can't be started: ");
  }
}
