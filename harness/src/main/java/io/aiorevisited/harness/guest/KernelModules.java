package io.aiorevisited.harness.guest;

import io.aiorevisited.engines.InstalledPrograms;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/*
 * A module says in its section .modinfo what it depends on: "depends=virtio,virtio_ring", zeros
 * around it. depmod's own files are not used, since a package that was only unpacked has none.
 */
/** The modules by which a guest sees its disk, each after those that it depends on. */
final class KernelModules {

  /** What a disk by virtio on PCI takes. */
  static final List<String> OF_DISK = List.of("virtio_pci", "virtio_blk");

  private static final byte[] DEPENDS = "\0depends=".getBytes(StandardCharsets.US_ASCII);
  private static final String SUFFIX = ".ko";

  /** How a distribution may have packed them, and what unpacks that: program and package. */
  private static final Map<String, List<String>> UNPACKERS =
      Map.of(
          ".xz", List.of("xz", "xz-utils"),
          ".zst", List.of("zstd", "zstd"),
          ".gz", List.of("gzip", "gzip"));

  private final GuestKernel kernel;
  private final InstalledPrograms programs;
  private final Map<String, Path> files = new TreeMap<>();
  private final Set<String> builtIn;

  private KernelModules(GuestKernel kernel, InstalledPrograms programs) throws IOException {
    this.kernel = kernel;
    this.programs = programs;
    Path folder = kernel.modules().orElseThrow();
    try (Stream<Path> walked = Files.walk(folder)) {
      walked
          .filter(Files::isRegularFile)
          .forEach(file -> name(file).ifPresent(n -> files.put(n, file)));
    }
    Path list = folder.resolve("modules.builtin");
    builtIn =
        Files.isRegularFile(list)
            ? Files.readAllLines(list).stream()
                .flatMap(line -> name(Path.of(line)).stream())
                .collect(Collectors.toSet())
            : Set.of();
  }

  /** The module of a file: {@code virtio_blk} of {@code virtio-blk.ko.xz}; empty if it is none. */
  private static Optional<String> name(Path file) {
    String name = file.getFileName().toString();
    int end = name.indexOf(SUFFIX);
    return end > 0 && (name.endsWith(SUFFIX) || UNPACKERS.containsKey(name.substring(end + 3)))
        ? Optional.of(name.substring(0, end).replace('-', '_'))
        : Optional.empty();
  }

  /**
   * Collects modules and what they depend on.
   *
   * @param roots what is needed
   * @return unpacked modules by name, in the order in which they load; empty if all is built in
   * @throws GuestUnsupportedException if the kernel lacks one, or what unpacks it isn't installed
   */
  static Map<String, byte[]> inOrder(
      GuestKernel kernel, InstalledPrograms programs, List<String> roots)
      throws IOException, InterruptedException {
    Map<String, byte[]> ordered = new LinkedHashMap<>();
    if (kernel.modules().isPresent()) {
      KernelModules modules = new KernelModules(kernel, programs);
      for (String root : roots) {
        modules.add(root, new LinkedHashSet<>(), ordered);
      }
    }
    return ordered;
  }

  private void add(String name, Set<String> under, Map<String, byte[]> ordered)
      throws IOException, InterruptedException {
    if (ordered.containsKey(name) || builtIn.contains(name)) {
      return;
    }
    Path file = files.get(name);
    if (file == null) {
      throw new GuestUnsupportedException(
          "the kernel "
              + kernel.release()
              + " has no module "
              + name
              + " in "
              + kernel.modules().orElseThrow()
              + ": install its package anew, or name another kernel by --guest-kernel");
    }
    if (!under.add(name)) {
      throw new GuestUnsupportedException("modules depend on each other in a circle: " + under);
    }
    byte[] content = unpacked(file);
    for (String needed : depends(content)) {
      add(needed, under, ordered);
    }
    ordered.put(name, content);
  }

  private byte[] unpacked(Path file) throws IOException, InterruptedException {
    String name = file.getFileName().toString();
    String packing = name.substring(name.indexOf(SUFFIX) + SUFFIX.length());
    if (packing.isEmpty()) {
      return Files.readAllBytes(file);
    }
    String program = UNPACKERS.get(packing).get(0);
    Optional<Path> unpacker = programs.find(program);
    if (unpacker.isEmpty()) {
      throw new GuestUnsupportedException(
          "the guest's kernel module "
              + file
              + " is packed, and "
              + program
              + " is not installed: install the package "
              + UNPACKERS.get(packing).get(1));
    }
    Process process =
        new ProcessBuilder(unpacker.get().toString(), "-dc", file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream out = process.getInputStream()) {
      byte[] content = out.readAllBytes();
      if (process.waitFor() != 0) {
        throw new IOException(program + " can't unpack " + file);
      }
      return content;
    } finally {
      process.destroyForcibly();
    }
  }

  /** What a module says that it depends on. */
  static List<String> depends(byte[] module) {
    List<String> names = new ArrayList<>();
    for (int at = 0; at + DEPENDS.length < module.length; at++) {
      if (startsWith(module, at)) {
        int start = at + DEPENDS.length;
        int end = start;
        while (end < module.length && module[end] != 0) {
          end++;
        }
        String list = new String(module, start, end - start, StandardCharsets.US_ASCII);
        names.addAll(Stream.of(list.split(",")).filter(name -> !name.isBlank()).toList());
        return names.stream().map(name -> name.replace('-', '_')).toList();
      }
    }
    return names;
  }

  private static boolean startsWith(byte[] module, int at) {
    for (int i = 0; i < DEPENDS.length; i++) {
      if (module[at + i] != DEPENDS[i]) {
        return false;
      }
    }
    return true;
  }
}
