package io.aiorevisited.harness.guest;

import io.aiorevisited.engines.InstalledPrograms;
import java.nio.file.Path;

/**
 * What of this host every guest needs, found before anything is made.
 *
 * @param qemu path of qemu-system-x86_64
 * @param setpriv path of setpriv
 * @param kernel that guests boot
 */
public record GuestParts(Path qemu, Path setpriv, GuestKernel kernel) {

  /** Name of the program that a guest is. */
  public static final String QEMU = "qemu-system-x86_64";

  /**
   * Looks for all of it.
   *
   * @throws GuestUnsupportedException naming the first that is missing, and how to get it
   */
  public static GuestParts find(InstalledPrograms programs, GuestWishes wishes)
      throws GuestUnsupportedException {
    Path qemu = program(programs, QEMU, "qemu-system-x86");
    Path setpriv = program(programs, "setpriv", "util-linux");
    program(programs, "busybox", "busybox-static");
    return new GuestParts(qemu, setpriv, GuestKernel.find(wishes.kernel()));
  }

  private static Path program(InstalledPrograms programs, String name, String debianPackage)
      throws GuestUnsupportedException {
    return programs
        .find(name)
        .orElseThrow(
            () ->
                new GuestUnsupportedException(
                    name
                        + " is not installed: install it (Debian package "
                        + debianPackage
                        + ") or leave guests out of --engines"));
  }
}
