package io.aiorevisited.workloads.targets.device;

import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.workloads.data.ByteSize;
import io.aiorevisited.workloads.targets.TargetException;
import io.aiorevisited.workloads.targets.place.BlockDevice;
import io.aiorevisited.workloads.targets.place.BlockDevices;
import io.aiorevisited.workloads.targets.place.DeviceNumber;
import io.aiorevisited.workloads.targets.place.FileStatus;
import io.aiorevisited.workloads.targets.place.SystemTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/*
 * Names lie: fio compares a file name with the mount table's and misses parents, aliases, volumes,
 * swap and other namespaces. Here the typed path is resolved once, and everything after that goes
 * by device number, over the whole family of devices that share the target's bytes; and last the
 * kernel itself is asked by O_EXCL.
 *
 * Being in use is never overridden. Holding data can be, by naming the device a second time in
 * other words: its serial number or its size.
 */
/** Decides whether a block device may be measured. */
public final class DeviceGuard {
  /** Looks at who has a device open: udev does for a moment, when one appears or is closed. */
  private static final int OPENER_LOOKS = 10;

  private static final long OPENER_PAUSE_NANOS = 100_000_000;

  private final SystemTrees trees;
  private final SignatureProbe signatures;

  DeviceGuard(SystemTrees trees, SignatureProbe signatures) {
    this.trees = trees;
    this.signatures = signatures;
  }

  /** The guard of this machine. */
  public static DeviceGuard host() {
    return new DeviceGuard(SystemTrees.host(), SignatureProbe.host());
  }

  /** Whether this host has a tool that finds file systems and the like on a device. */
  public static boolean seesSignatures() {
    return SignatureProbe.host().hasTool();
  }

  /**
   * A device that may be touched, for as long as its claim is held.
   *
   * @param typed path as the person wrote it
   * @param resolved path with symbolic links resolved
   * @param device what it is
   * @param claim to be closed when the measurement is over
   */
  public record Admission(Path typed, Path resolved, BlockDevice device, DeviceClaim claim)
      implements AutoCloseable {

    /** One line that shows what the typed path led to. */
    public String describe() {
      return (typed.equals(resolved) ? resolved.toString() : typed + " -> " + resolved)
          + ", "
          + device.describe();
    }

    @Override
    public void close() {
      claim.close();
    }
  }

  /**
   * What is to be written to a device, always from its start.
   *
   * @param bytes how much, at least 1; all of it is read first, to see whether it holds data
   * @param destroyData the device's serial number or its size, if its data may be lost
   * @param progress is told what takes long, in lines for the person who waits
   */
  public record Writes(long bytes, Optional<String> destroyData, Consumer<String> progress) {}

  /**
   * Admits a device that will only be read, and claims it.
   *
   * @param typed full path of the device
   * @throws TargetException if it must not be touched
   * @throws SyscallException if it can't be opened
   */
  public Admission admitToRead(Path typed) throws TargetException {
    return admit(typed, Optional.empty());
  }

  /**
   * Admits a device that will be written to, and claims it. Nothing is written here.
   *
   * @param typed full path of the device
   * @param writes what it will have to take
   * @throws TargetException if it must not be touched
   * @throws SyscallException if it can't be opened
   * @throws UncheckedIOException if it can't be read
   */
  public Admission admitToWrite(Path typed, Writes writes) throws TargetException {
    return admit(typed, Optional.of(writes));
  }

  private Admission admit(Path typed, Optional<Writes> writes) throws TargetException {
    if (!typed.isAbsolute()) {
      throw refused(typed.toString(), "a device is named by its full path, as in /dev/sdb");
    }
    Path resolved = resolve(typed);
    FileStatus status = FileStatus.of(resolved);
    if (status.kind() != FileStatus.Kind.BLOCK_DEVICE) {
      throw refused(typed.toString(), "it is not a block device");
    }
    BlockDevices devices = new BlockDevices(trees);
    BlockDevice device =
        devices
            .find(status.device())
            .orElseThrow(
                () ->
                    refused(
                        typed.toString(),
                        "sysfs doesn't show device "
                            + status.device()
                            + ", so nobody can tell who uses it; run where /sys is whole"));
    String what =
        (typed.equals(resolved) ? typed : typed + " -> " + resolved) + ", " + device.describe();
    DeviceFamily family = DeviceFamily.of(devices, device, DeviceNumber::ofPath);
    refuseIfAny(what, new DeviceUses(trees, DeviceNumber::ofPath).of(family));
    DeviceClaim claim = DeviceClaim.take(resolved, device.number());
    try {
      if (writes.isPresent()) {
        refuseIfAny(what, openers(family));
        refuseData(what, device, resolved, writes.get());
      }
    } catch (TargetException | RuntimeException e) {
      claim.close();
      throw e;
    }
    return new Admission(typed, resolved, device, claim);
  }

  private List<String> openers(DeviceFamily family) {
    Set<DeviceNumber> numbers =
        family.relatives().stream()
            .map(relative -> relative.device().number())
            .collect(Collectors.toSet());
    DeviceOpeners openers = new DeviceOpeners(trees, DeviceNumber::ofPath);
    List<String> found = openers.of(numbers);
    for (int look = 1; look < OPENER_LOOKS && !found.isEmpty(); look++) {
      LockSupport.parkNanos(OPENER_PAUSE_NANOS);
      found = openers.of(numbers);
    }
    return found.stream().map(opener -> opener + "; end that first").toList();
  }

  private void refuseData(String what, BlockDevice device, Path resolved, Writes writes)
      throws TargetException {
    Optional<String> destroyData = writes.destroyData();
    if (destroyData.isPresent()) {
      if (!names(device, destroyData.get())) {
        throw refused(
            what,
            "--destroy-data "
                + destroyData.get()
                + " is neither its serial number nor its size; nothing was written");
      }
      return;
    }
    List<String> reasons = new ArrayList<>();
    SignatureProbe.Answer answer = signatures.probe(resolved);
    if (answer instanceof SignatureProbe.Found found) {
      reasons.add("it carries " + String.join(", ", found.signatures()));
    } else if (answer instanceof SignatureProbe.Unchecked unchecked) {
      reasons.add("whether it carries data is unchecked: " + unchecked.reason());
    } else {
      dataOf(resolved, device, writes).ifPresent(reasons::add);
    }
    if (!reasons.isEmpty()) {
      String name = device.serial().orElse(String.valueOf(device.sizeBytes()));
      reasons.add("if all of it may be lost, add --destroy-data " + name);
      throw refused(what, String.join("; ", reasons));
    }
  }

  private static Optional<String> dataOf(Path resolved, BlockDevice device, Writes writes) {
    OptionalLong data =
        new DeviceContent(resolved, device.sizeBytes(), writes.progress())
            .firstForeignByte(writes.bytes());
    return data.isPresent()
        ? Optional.of("it holds data of no known kind, at byte " + data.getAsLong() + " for one")
        : Optional.empty();
  }

  private static boolean names(BlockDevice device, String text) {
    return device.serial().filter(text::equals).isPresent()
        || sizeBytes(text).filter(size -> size == device.sizeBytes()).isPresent();
  }

  private static Optional<Long> sizeBytes(String text) {
    try {
      return Optional.of(ByteSize.parse(text));
    } catch (IllegalArgumentException e) {
      // A serial number, then.
      return Optional.empty();
    }
  }

  private static void refuseIfAny(String what, List<String> reasons) throws TargetException {
    if (!reasons.isEmpty()) {
      throw refused(what, String.join("; ", reasons));
    }
  }

  static TargetException refused(String what, String why) {
    return new TargetException("won't touch " + what + ": " + why);
  }

  private static Path resolve(Path typed) throws TargetException {
    try {
      return typed.toRealPath();
    } catch (IOException e) {
      throw refused(typed.toString(), "it can't be followed: " + e);
    }
  }
}
