package io.aiorevisited.harness.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedLibrariesTest {
  private static final List<Path> OURS =
      List.of(Path.of("/r/bin/java"), Path.of("/r/lib/libjli.so"), Path.of("/r/lib/libjvm.so"));

  @Test
  void shouldTakeWhatLddFoundAndDoesNotComeAlong() throws Exception {
    String said =
        """
        /r/bin/java:
        \tlinux-vdso.so.1 (0x00007ffd0b5f2000)
        \tlibz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f8ab9a4d000)
        \tlibjli.so => /r/bin/../lib/libjli.so (0x00007f8ab9a3a000)
        \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f8ab9859000)
        \t/lib64/ld-linux-x86-64.so.2 (0x00007f8ab9a75000)
        /r/lib/libjava.so:
        \tlibjvm.so => not found
        \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f8ab9859000)
        \tstatically linked
        """;

    assertThat(SharedLibraries.read(said, OURS))
        .containsExactly(
            Path.of("/lib/x86_64-linux-gnu/libc.so.6"),
            Path.of("/lib/x86_64-linux-gnu/libz.so.1"),
            Path.of("/lib64/ld-linux-x86-64.so.2"));
  }

  @Test
  void shouldSayWhichIsMissing() {
    assertThatThrownBy(() -> SharedLibraries.read("\tlibz.so.1 => not found\n", OURS))
        .isInstanceOf(GuestUnsupportedException.class)
        .hasMessageStartingWith("the shared library libz.so.1 is missing");
  }
}
