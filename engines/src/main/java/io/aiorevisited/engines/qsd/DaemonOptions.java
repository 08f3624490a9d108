package io.aiorevisited.engines.qsd;

import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a daemon is told.
 *
 * @param mode how it does its I/O
 * @param file that it exports
 * @param bytes size of the file or device
 * @param processor that it runs on; empty for any
 */
record DaemonOptions(QsdMode mode, IoFile file, long bytes, OptionalInt processor) {
  /** Name of the socket in the daemon's folder: short, since a socket's path holds 107 bytes. */
  static final String SOCKET = "s";

  /** The words of its command line. */
  List<String> words() {
    boolean writable = file.access() == FileAccess.READ_WRITE;
    String export =
        "type=vhost-user-blk,id=e0,node-name=d0,addr.type=unix,addr.path="
            + SOCKET
            + ",writable="
            + onOff(writable)
            + ",num-queues=1";
    return List.of(
        "--blockdev",
        "node-name=d0," + driver() + ",read-only=" + onOff(!writable),
        "--export",
        export);
  }

  private String driver() {
    if (mode == QsdMode.NULL) {
      return "driver=null-co,size=" + bytes + ",read-zeroes=off";
    }
    Path path = file.path().toAbsolutePath();
    // Several forks, each with a daemon of its own, have the target open at once.
    return (Files.isRegularFile(path) ? "driver=file" : "driver=host_device")
        + ",filename="
        + path.toString().replace(",", ",,")
        + ",aio="
        + mode.aio()
        + ",cache.direct="
        + onOff(file.cacheMode() == CacheMode.NONE)
        + ",cache.no-flush=off,locking=off";
  }

  private static String onOff(boolean on) {
    return on ? "on" : "off";
  }
}
