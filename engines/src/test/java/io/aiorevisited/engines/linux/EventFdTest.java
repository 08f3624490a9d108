package io.aiorevisited.engines.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventFdTest {
  @Test
  void shouldAddUpSignalsUntilDrained() {
    try (EventFd eventFd = EventFd.open(LinuxSyscalls.host())) {
      assertThat(eventFd.drain()).as("doesn't block").isZero();
      assertThat(eventFd.signal()).isEqualTo(1);
      assertThat(eventFd.signal()).isEqualTo(1);
      assertThat(eventFd.drain()).isEqualTo(2);
      assertThat(eventFd.drain()).isZero();
      assertThat(eventFd.drainCalls()).isEqualTo(3);
    }
  }

  @Test
  void shouldRepeatAndCountInterruptedCalls() {
    LinuxSyscalls interrupting =
        new ForwardingSyscalls() {
          private boolean interruptRead = true;
          private boolean interruptWrite = true;

          @Override
          public long read(int fd, long buffer, long count) {
            if (interruptRead) {
              interruptRead = false;
              return fail(Errno.EINTR);
            }
            return super.read(fd, buffer, count);
          }

          @Override
          public long write(int fd, long buffer, long count) {
            if (interruptWrite) {
              interruptWrite = false;
              return fail(Errno.EINTR);
            }
            return super.write(fd, buffer, count);
          }
        };
    try (EventFd eventFd = EventFd.open(interrupting)) {
      assertThat(eventFd.signal()).isEqualTo(2);
      assertThat(eventFd.drain()).isEqualTo(1);
      assertThat(eventFd.drainCalls()).isEqualTo(2);
      assertThat(eventFd.interruptedDrains()).isEqualTo(1);
    }
  }
}
