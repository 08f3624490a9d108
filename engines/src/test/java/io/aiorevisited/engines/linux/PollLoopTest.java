package io.aiorevisited.engines.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollLoopTest {
  private final LinuxSyscalls syscalls = LinuxSyscalls.host();

  @Test
  void shouldRunTheHandlerOfEachReadyDescriptorAndOfNoOther() {
    List<String> ran = new ArrayList<>();
    try (PollLoop loop = PollLoop.open(syscalls, 3);
        EventFd first = EventFd.open(syscalls);
        EventFd second = EventFd.open(syscalls);
        EventFd third = EventFd.open(syscalls)) {
      loop.add(first.fd(), () -> ran.add("first:" + first.drain()));
      loop.add(second.fd(), () -> ran.add("second:" + second.drain()));
      loop.add(third.fd(), () -> ran.add("third:" + third.drain()));

      first.signal();
      third.signal();
      third.signal();
      assertThat(loop.poll(-1)).isEqualTo(2);
      assertThat(ran).containsExactlyInAnyOrder("first:1", "third:2");

      assertThat(loop.poll(0)).as("nothing left").isZero();
      assertThat(loop.waitCalls()).isEqualTo(2);
      assertThat(loop.wakeUps()).isEqualTo(1);
    }
  }

  @Test
  void shouldRunAHandlerAgainThatLeavesItsDescriptorReady() {
    try (PollLoop loop = PollLoop.open(syscalls, 1);
        EventFd eventFd = EventFd.open(syscalls)) {
      loop.add(eventFd.fd(), () -> {});
      eventFd.signal();
      assertThat(loop.poll(0)).isEqualTo(1);
      assertThat(loop.poll(0)).isEqualTo(1);
    }
  }

  @Test
  void shouldWaitAgainAndCountWhenASignalInterrupts() {
    LinuxSyscalls interrupting =
        new ForwardingSyscalls() {
          private int interruptions = 2;

          @Override
          public int epollWait(int epollFd, long events, int maxEvents, int timeoutMillis) {
            return interruptions-- > 0
                ? fail(Errno.EINTR)
                : super.epollWait(epollFd, events, maxEvents, timeoutMillis);
          }
        };
    try (PollLoop loop = PollLoop.open(interrupting, 1);
        EventFd eventFd = EventFd.open(interrupting)) {
      loop.add(eventFd.fd(), eventFd::drain);
      eventFd.signal();
      assertThat(loop.poll(-1)).isEqualTo(1);
      assertThat(loop.waitCalls()).isEqualTo(3);
      assertThat(loop.interruptedWaits()).isEqualTo(2);
      assertThat(loop.wakeUps()).isEqualTo(1);
    }
  }

  @Test
  void shouldRefuseMoreDescriptorsThanItHolds() {
    try (PollLoop loop = PollLoop.open(syscalls, 1);
        EventFd eventFd = EventFd.open(syscalls)) {
      loop.add(eventFd.fd(), () -> {});
      assertThatThrownBy(() -> loop.add(eventFd.fd(), () -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("maxHandlers=1");
    }
  }

  @Test
  void shouldNameTheCallThatFailed() {
    try (PollLoop loop = PollLoop.open(syscalls, 1)) {
      assertThatThrownBy(() -> loop.add(-1, () -> {}))
          .isInstanceOf(SyscallException.class)
          .hasMessageContaining("epoll_ctl failed on descriptor -1: EBADF");
    }
  }
}
