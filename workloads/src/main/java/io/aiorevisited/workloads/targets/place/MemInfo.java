package io.aiorevisited.workloads.targets.place;

import java.util.Optional;

/**
 * What the kernel tells of the host's memory.
 *
 * @param text of /proc/meminfo; empty where it can't be read
 */
public record MemInfo(String text) {

  /** Reads it. */
  public static MemInfo of(SystemTrees trees) {
    return new MemInfo(KernelText.read(trees.proc().resolve("meminfo")).orElse(""));
  }

  /** The number behind a name, such as {@code HugePages_Free}; empty where there is none. */
  public Optional<Long> number(String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .filter(digits -> !digits.isEmpty())
        .map(Long::parseLong)
        .findFirst();
  }

  /** The same of a size, which the kernel tells in KiB, in bytes. */
  public Optional<Long> bytes(String name) {
    return number(name).map(kib -> kib << 10);
  }
}
