package io.aiorevisited.engines.jdk;

import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.EngineUnsupportedException;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.linux.Errno;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Opens the JDK's channels as the engine's file is open, and reads errors from their exceptions.
 */
final class Channels {
  /** What the C library calls the errors, which is all that an IOException tells. */
  private static final Map<String, Errno> BY_TEXT =
      Map.of(
          "Invalid argument", Errno.EINVAL,
          "Bad file descriptor", Errno.EBADF,
          "Input/output error", Errno.EIO,
          "No space left on device", Errno.ENOSPC,
          "Disk quota exceeded", Errno.EDQUOT,
          "File too large", Errno.EFBIG,
          "Read-only file system", Errno.EROFS,
          "Cannot allocate memory", Errno.ENOMEM);

  private Channels() {}

  /** The options by which the JDK opens a file in the same way. */
  static Set<OpenOption> options(IoFile file) {
    Set<OpenOption> options = new HashSet<>();
    options.add(StandardOpenOption.READ);
    if (file.access() == FileAccess.READ_WRITE) {
      options.add(StandardOpenOption.WRITE);
    }
    if (file.cacheMode() == CacheMode.NONE) {
      options.add(direct());
    } else if (file.cacheMode() == CacheMode.WRITETHROUGH) {
      options.add(StandardOpenOption.DSYNC);
    }
    return options;
  }

  /**
   * The JDK's option for O_DIRECT. It is asked for by name, since compilers of later JDKs warn of
   * its class, which is exported but not part of Java's own API.
   */
  private static OpenOption direct() {
    try {
      return (OpenOption)
          Class.forName("com.sun.nio.file.ExtendedOpenOption").getField("DIRECT").get(null);
    } catch (ReflectiveOperationException e) {
      throw new EngineUnsupportedException(
          "on the JDK's channels",
          "this Java can't open a channel with O_DIRECT; use an OpenJDK, or leave --cache none out");
    }
  }

  /**
   * Opens a file by its name again.
   *
   * @throws UncheckedIOException if the JDK can't
   */
  static FileChannel open(IoFile file) {
    try {
      return FileChannel.open(file.path(), options(file));
    } catch (IOException e) {
      throw new UncheckedIOException("FileChannel can't open " + file.path(), e);
    }
  }

  /** The result that stands for a failure: a negated errno, EIO where the JDK tells too little. */
  static long resultOf(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    Errno errno =
        text.contains("is not a multiple of the block size")
            ? Errno.EINVAL
            : BY_TEXT.getOrDefault(text, Errno.EIO);
    return -errno.number();
  }
}
