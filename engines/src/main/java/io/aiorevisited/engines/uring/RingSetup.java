package io.aiorevisited.engines.uring;

import io.aiorevisited.engines.EngineUnsupportedException;
import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.KernelSettings;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import io.aiorevisited.engines.linux.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Makes an io_uring, or says why there can be none here. */
final class RingSetup {
  private static final Path DISABLED = Path.of("/", KernelSettings.IO_URING_DISABLED);
  private static final int NEEDED_FEATURES =
      UringAbi.FEATURE_SINGLE_MMAP | UringAbi.FEATURE_EXT_ARG;

  /**
   * How long the kernel's polling thread looks for requests before it sleeps: longer than a disk
   * takes, and short enough that it doesn't take a processor from others who have their turn.
   */
  private static final int SQ_IDLE_MILLIS = 10;

  private final LinuxSyscalls syscalls;
  private final UringHabits habits;
  private final OptionalInt processor;

  /**
   * @param processor that the kernel's polling thread is held on; any if empty
   */
  RingSetup(LinuxSyscalls syscalls, UringHabits habits, OptionalInt processor) {
    this.syscalls = syscalls;
    this.habits = habits;
    this.processor = processor;
  }

  /**
   * Makes a ring, with the first set of flags that the kernel takes.
   *
   * @param depth requests that are in the ring at once
   * @throws EngineUnsupportedException if the kernel has no io_uring, not as much of it, or forbids
   *     it
   * @throws SyscallException if there is not enough memory
   */
  Ring open(int depth) {
    try (NativeMemory params = NativeMemory.map(syscalls, UringAbi.PARAMS_BYTES)) {
      for (int wanted : habits.setupFlags()) {
        boolean polled = (wanted & UringAbi.SETUP_SQPOLL) != 0;
        boolean held = polled && processor.isPresent();
        int flags = held ? wanted | UringAbi.SETUP_SQ_AFF : wanted;
        for (int offset = 0; offset < UringAbi.PARAMS_BYTES; offset += Integer.BYTES) {
          params.view().putInt(offset, 0);
        }
        params.view().putInt(UringAbi.PARAMS_FLAGS, flags);
        if (held) {
          params.view().putInt(UringAbi.PARAMS_SQ_PROCESSOR, processor.getAsInt());
        }
        if (polled) {
          params.view().putInt(UringAbi.PARAMS_SQ_IDLE_MILLIS, SQ_IDLE_MILLIS);
        }
        int fd = syscalls.ioUringSetup(depth, params.address());
        if (fd != -1) {
          return checked(new Ring(syscalls, fd, params));
        }
        int errno = syscalls.errno();
        if (errno != Errno.EINVAL.number()) {
          throw refused(depth, errno);
        }
      }
      throw depth > 32768
          ? new SyscallException(
              "io_uring_setup", depth + " entries", Errno.EINVAL.number(), "use a smaller depth")
          : unsupported(
              "io_uring_setup doesn't take the flags "
                  + UringAbi.names(habits.setupFlags().get(habits.setupFlags().size() - 1))
                  + "; use a later kernel");
    }
  }

  private Ring checked(Ring ring) {
    if ((ring.features() & NEEDED_FEATURES) != NEEDED_FEATURES) {
      ring.close();
      throw unsupported("this kernel's io_uring is too old; use Linux 5.11 or a later one");
    }
    return ring;
  }

  private RuntimeException refused(int depth, int errno) {
    if (errno == Errno.ENOSYS.number()) {
      return unsupported(
          "the kernel has no io_uring_setup, or a sandbox hides it; use Linux 5.11 or a later one,"
              + " and allow io_uring in the container's seccomp profile");
    }
    if (errno == Errno.EPERM.number()) {
      return unsupported(
          "io_uring_setup is not permitted: kernel.io_uring_disabled is "
              + disabled()
              + "; set it to 0, and allow io_uring in the container's seccomp profile");
    }
    return new SyscallException("io_uring_setup", depth + " entries", errno, advice(errno));
  }

  /** Memory is charged to the user's limit where the kernel is older than 5.12. */
  private static String advice(int errno) {
    return errno == Errno.ENOMEM.number()
        ? "raise the limit of locked memory (ulimit -l), or use a smaller depth"
        : "";
  }

  private static String disabled() {
    try {
      return Files.readString(DISABLED).strip();
    } catch (IOException e) {
      return "unknown here";
    }
  }

  private EngineUnsupportedException unsupported(String reason) {
    return new EngineUnsupportedException(habits.label(), reason);
  }
}
