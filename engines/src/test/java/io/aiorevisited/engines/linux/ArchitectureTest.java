package io.aiorevisited.engines.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void shouldKnowTheNumbersOfX86() {
    Architecture x86 = Architecture.of("Linux", "amd64");
    assertThat(x86).isEqualTo(Architecture.X86_64);
    assertThat(x86.ioSetupNumber).isEqualTo(206);
    assertThat(x86.ioDestroyNumber).isEqualTo(207);
    assertThat(x86.ioGeteventsNumber).isEqualTo(208);
    assertThat(x86.ioSubmitNumber).isEqualTo(209);
    assertThat(x86.directFlag()).isEqualTo(040000);
    assertThat(x86.epollEventBytes).isEqualTo(12);
    assertThat(x86.epollDataOffset).isEqualTo(4);
  }

  @Test
  void shouldKnowTheNumbersOfArm() {
    Architecture arm = Architecture.of("Linux", "aarch64");
    assertThat(arm).isEqualTo(Architecture.AARCH64);
    assertThat(arm.ioSetupNumber).isEqualTo(0);
    assertThat(arm.ioDestroyNumber).isEqualTo(1);
    assertThat(arm.ioSubmitNumber).isEqualTo(2);
    assertThat(arm.ioGeteventsNumber).isEqualTo(4);
    assertThat(arm.directFlag()).isEqualTo(0200000);
    assertThat(arm.epollEventBytes).isEqualTo(16);
    assertThat(arm.epollDataOffset).isEqualTo(8);
  }

  @Test
  void shouldRefuseWhatItHasNoNumbersFor() {
    assertThatThrownBy(() -> Architecture.of("Linux", "riscv64"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("x86_64 or aarch64")
        .hasMessageContaining("os.arch=riscv64");
    assertThatThrownBy(() -> Architecture.of("Mac OS X", "aarch64"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("os.name=Mac OS X");
  }
}
