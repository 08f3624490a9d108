package io.aiorevisited.harness.guest;

import io.aiorevisited.engines.CacheMode;
import java.nio.file.Path;

/**
 * What a guest is made of.
 *
 * @param qemu path of qemu-system-x86_64
 * @param setpriv path of setpriv, by which QEMU ends when this process does
 * @param kernel that it boots
 * @param image what {@link GuestImage#findOrMake} made for that kernel
 * @param target file or device of the host's that is its disk
 * @param aio of QEMU's: {@code threads}, {@code native} or {@code io_uring}
 * @param cache of QEMU's; {@code native} needs {@link CacheMode#NONE}
 * @param readOnly whether the disk can't be written to
 * @param ioThread whether the disk has a thread of QEMU's own; in 2009 the main loop served it
 * @param accelerators shared by all guests of a run
 * @param folder of the run in which a folder for this guest is made, and removed again
 */
public record GuestSettings(
    Path qemu,
    Path setpriv,
    GuestKernel kernel,
    Path image,
    Path target,
    String aio,
    CacheMode cache,
    boolean readOnly,
    boolean ioThread,
    AcceleratorChoice accelerators,
    Path folder) {}
