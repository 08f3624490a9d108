package io.aiorevisited.harness.places;

import io.aiorevisited.analysis.record.Host;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.FileAccess;
import io.aiorevisited.engines.IoFile;
import io.aiorevisited.engines.linux.SyscallException;
import io.aiorevisited.harness.host.HostSnapshot;
import io.aiorevisited.harness.plan.Readable;
import io.aiorevisited.harness.plan.WrongCallException;
import io.aiorevisited.workloads.targets.file.LeftoverScratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that was there before the run as target: opened for reading only, never removed.
 *
 * @param file what the name typed leads to, free of symbolic links
 * @param sizeBytes its size
 */
public record ExistingPlace(Path file, long sizeBytes) implements Place {

  /** Whether {@code target} leads to a regular file. */
  public static boolean isFile(Path target) {
    return Files.isRegularFile(target);
  }

  /**
   * Looks at the file.
   *
   * @throws WrongCallException if it can't be read, or is a scratch file of a run
   */
  public static ExistingPlace at(Path target) {
    try {
      Path file = target.toRealPath();
      LeftoverScratch scratch = LeftoverScratch.at(file);
      switch (scratch.kind()) {
        case IN_USE ->
            throw new WrongCallException(
                "the target " + file + " is in use by the run of process " + scratch.ownerPid());
        case LEFT_BEHIND ->
            throw new WrongCallException(
                "the target "
                    + file
                    + " is a scratch file that a killed run left: resume that run, or delete it"
                    + " and its mark, "
                    + file.getFileName()
                    + ".owner");
        default -> {} // somebody's own
      }
      if (!Files.isReadable(file)) {
        throw new WrongCallException(
            "the target " + file + " can't be read: change its permissions, or name another");
      }
      return new ExistingPlace(file, Files.size(file));
    } catch (IOException e) {
      throw new WrongCallException(
          "can't look at the target " + target + ": " + Readable.reason(e) + ": name another");
    }
  }

  /**
   * The file of a run that is resumed.
   *
   * @throws WrongCallException if it is gone
   */
  public static ExistingPlace again(Path target) {
    if (!isFile(target)) {
      throw new WrongCallException("the run's target " + target + " is gone: start a new run");
    }
    return at(target);
  }

  @Override
  public void check(long neededBytes, HostSnapshot host) {
    if (sizeBytes < neededBytes) {
      throw new WrongCallException(
          "the target "
              + file
              + " has "
              + Readable.bytes(sizeBytes)
              + ", a pass needs "
              + Readable.bytes(neededBytes)
              + ": give a smaller --size");
    }
    try {
      IoFile.open(file, CacheMode.NONE, FileAccess.READ_ONLY).close();
    } catch (SyscallException e) {
      throw new WrongCallException(
          "the target " + file + " can't be read directly (" + e.getMessage() + "): name another");
    }
  }

  @Override
  public Host describe(HostSnapshot host) {
    return host.take(file.getParent());
  }

  @Override
  public String announce(long neededBytes, Host host) {
    return "a file that was there before, of "
        + Readable.bytes(sizeBytes)
        + ": only read; "
        + host.fileSystem().replaceAll(" .*", "")
        + " on "
        + host.device();
  }
}
