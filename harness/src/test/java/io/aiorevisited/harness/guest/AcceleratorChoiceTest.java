package io.aiorevisited.harness.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AcceleratorChoiceTest {

  @TempDir Path directory;
  private Path device;

  @BeforeEach
  void makeDevice() throws IOException {
    device = Files.createFile(directory.resolve("kvm"));
  }

  private static CompletableFuture<Accelerator> nextOf(AcceleratorChoice choice) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return choice.next();
          } catch (GuestUnsupportedException | InterruptedException e) {
            throw new CompletionException(e);
          }
        });
  }

  @Test
  void shouldNotTryKvmWhereItIsMissing() throws Exception {
    AcceleratorChoice choice =
        new AcceleratorChoice(Accelerator.AUTO, directory.resolve("missing"));

    assertThat(choice.next()).isEqualTo(Accelerator.TCG);
    assertThat(choice.whyNotKvm()).startsWith(directory.resolve("missing") + " is missing: load");
  }

  @Test
  void shouldSayThatKvmIsMissingWhereNothingElseWillDo() {
    AcceleratorChoice choice = new AcceleratorChoice(Accelerator.KVM, directory.resolve("missing"));

    assertThatThrownBy(choice::next)
        .isInstanceOf(GuestUnsupportedException.class)
        .hasMessageStartingWith("no guest under KVM: ")
        .hasMessageEndingWith("Or use --guest-accel tcg, which translates instructions");
  }

  @Test
  void shouldSayHowToGetThePermissionThatIsMissing() throws Exception {
    AcceleratorChoice choice = new AcceleratorChoice(Accelerator.AUTO, device, path -> false);

    assertThat(choice.next()).isEqualTo(Accelerator.TCG);
    assertThat(choice.whyNotKvm())
        .isEqualTo(
            "no permission on %s: add the user to its group (usermod -aG kvm USER) and log in again",
            device);
  }

  @Test
  void shouldUseTcgWhereItWasAskedFor() throws Exception {
    AcceleratorChoice choice = new AcceleratorChoice(Accelerator.TCG, device);

    assertThat(choice.next()).isEqualTo(Accelerator.TCG);
    assertThat(choice.whyNotKvm()).isEqualTo("TCG was asked for");
  }

  @Test
  void shouldTryAKvmThatHangsOnce() throws Exception {
    AcceleratorChoice choice = new AcceleratorChoice(Accelerator.AUTO, device);
    assertThat(choice.next()).isEqualTo(Accelerator.KVM);
    CompletableFuture<Accelerator> second = nextOf(choice);
    assertThat(second).isNotDone();

    choice.kvmFailed("it hung");

    assertThat(second.join()).isEqualTo(Accelerator.TCG);
    assertThat(choice.next()).isEqualTo(Accelerator.TCG);
    assertThat(choice.whyNotKvm()).isEqualTo("it hung");
  }

  @Test
  void shouldFailWhereKvmAloneWasAskedForAndHangs() throws Exception {
    AcceleratorChoice choice = new AcceleratorChoice(Accelerator.KVM, device);
    assertThat(choice.next()).isEqualTo(Accelerator.KVM);
    choice.kvmFailed("it hung");

    assertThatThrownBy(choice::next)
        .isInstanceOf(GuestUnsupportedException.class)
        .hasMessageStartingWith("no guest under KVM: it hung");
  }

  @Test
  void shouldKeepKvmThatWorks() throws Exception {
    AcceleratorChoice choice = new AcceleratorChoice(Accelerator.AUTO, device);
    assertThat(choice.next()).isEqualTo(Accelerator.KVM);
    CompletableFuture<Accelerator> second = nextOf(choice);
    choice.kvmWorks();

    assertThat(second.join()).isEqualTo(Accelerator.KVM);
    assertThat(choice.whyNotKvm()).isEmpty();
  }

  @Test
  void shouldLetTheNextTryWhereTheFirstWasGivenUp() throws Exception {
    AcceleratorChoice choice = new AcceleratorChoice(Accelerator.AUTO, device);
    assertThat(choice.next()).isEqualTo(Accelerator.KVM);
    CompletableFuture<Accelerator> second = nextOf(choice);
    choice.kvmUndecided();

    assertThat(second.join()).isEqualTo(Accelerator.KVM);
  }
}
