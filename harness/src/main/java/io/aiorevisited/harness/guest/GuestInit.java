package io.aiorevisited.harness.guest;

import io.aiorevisited.workloads.guest.GuestLine;
import java.util.Collection;
import java.util.List;

/** The first program of a guest: a script for busybox that ends in our own program. */
final class GuestInit {
  /** Where modules lie, from the root. */
  static final String MODULES = "modules";

  /** The disk as the guest's kernel names it. */
  static final String DISK = "/dev/vda";

  /** Variable with more arguments for Java, which the kernel takes from its own command line. */
  static final String JAVA_ARGS = "JAVA_ARGS";

  private static final String SERIAL = "/dev/ttyS0";

  /** The disk is there at once, or it never comes. */
  private static final int DISK_LOOKS = 100;

  private GuestInit() {}

  /**
   * Writes the script.
   *
   * @param modules in the order in which they load
   * @param java command that the disk is added to
   */
  static String script(Collection<String> modules, List<String> java) {
    StringBuilder script = new StringBuilder();
    script.append(
        """
        #!/bin/busybox sh
        b=/bin/busybox
        $b mount -t proc proc /proc
        $b mount -t sysfs sys /sys
        $b mount -t devtmpfs dev /dev
        exec <SERIAL >SERIAL 2>&1
        $b stty raw -echo
        say() { echo "MARK$1"; }
        fail() { say "{\\"event\\":\\"failed\\",\\"reason\\":\\"$1\\"}"; $b poweroff -f; }
        say '{"event":"boot"}'
        """
            .replace("SERIAL", SERIAL)
            .replace("MARK", GuestLine.MARK));
    for (String module : modules) {
      script
          .append("$b insmod /" + MODULES + "/" + module + ".ko || fail ")
          .append("\"the module " + module + " can't be loaded into this kernel\"\n");
    }
    script.append(
        """
        n=0
        while [ ! -b DISK ]; do
          n=$((n + 1))
          [ $n -le LOOKS ] || fail "the kernel shows no disk DISK"
          $b usleep 50000
        done
        COMMAND DISK
        say "{\\"event\\":\\"ended\\",\\"status\\":$?}"
        $b poweroff -f
        """
            .replace("COMMAND", String.join(" ", java))
            .replace("LOOKS", Integer.toString(DISK_LOOKS))
            .replace("DISK", DISK));
    return script.toString();
  }
}
