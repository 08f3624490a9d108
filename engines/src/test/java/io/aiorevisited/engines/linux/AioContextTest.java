package io.aiorevisited.engines.linux;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AioContextTest {
  @Test
  void shouldSayHowToGetMoreEventsWhenTheSystemHasNoneLeft() {
    LinuxSyscalls exhausted =
        new ForwardingSyscalls() {
          @Override
          public long ioSetup(int events, long contextPointer) {
            return fail(Errno.EAGAIN);
          }
        };
    assertThatThrownBy(() -> AioContext.open(exhausted, 128))
        .isInstanceOf(SyscallException.class)
        .hasMessageContaining("io_setup failed on 128 events: EAGAIN")
        .hasMessageContaining("raise fs.aio-max-nr");
  }

  @Test
  void shouldNameTheErrorThatTheKernelGives() {
    assertThatThrownBy(() -> AioContext.open(LinuxSyscalls.host(), -1))
        .isInstanceOf(SyscallException.class)
        .hasMessageContaining("io_setup failed on -1 events: EINVAL");
  }
}
