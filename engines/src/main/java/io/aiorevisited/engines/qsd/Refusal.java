package io.aiorevisited.engines.qsd;

import java.util.List;
import java.util.Optional;

/**
 * What QEMU says where it, or the host, can't do what it is asked.
 *
 * @param said part of its message
 * @param advice what to do, to be put behind the message; empty where that says it
 */
record Refusal(String said, String advice) {

  /** The first that fits counts: the last is what QEMU says of any word that it doesn't know. */
  private static final List<Refusal> ALL =
      List.of(
          new Refusal("requires cache.direct=on", ""),
          new Refusal(
              "Unable to use io_uring",
              ": the kernel has no io_uring or refuses it to QEMU; set kernel.io_uring_disabled to"
                  + " 0, and allow io_uring in the container's seccomp profile"),
          new Refusal(
              "Unable to use native AIO",
              ": where all contexts of the host are taken, raise fs.aio-max-nr by sysctl"),
          new Refusal(
              "value 'io_uring'", ": this QEMU is built without io_uring; use one built with it"),
          new Refusal(
              "value 'native'", ": this QEMU is built without libaio; use one built with it"),
          new Refusal(
              "value 'vhost-user-blk'",
              ": this QEMU is built without vhost-user; use one built with it"),
          new Refusal("does not accept value", ""));

  /** The refusal in QEMU's last words; empty if they are something else. */
  static Optional<Refusal> in(String words) {
    return ALL.stream().filter(refusal -> words.contains(refusal.said())).findFirst();
  }
}
