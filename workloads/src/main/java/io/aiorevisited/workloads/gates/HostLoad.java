package io.aiorevisited.workloads.gates;

import io.aiorevisited.workloads.targets.place.SystemTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counters of how busy the host was, or what they gained between two looks.
 *
 * @param cpuTicks ticks of all CPUs together, idle ones included
 * @param stealTicks those that the hypervisor gave to somebody else
 * @param stalledMicros microseconds in which at least one task waited, by resource ({@code cpu},
 *     {@code memory}, {@code io}); empty on a kernel without pressure stall information
 */
record HostLoad(long cpuTicks, long stealTicks, Map<String, Long> stalledMicros) {
  private static final int STEAL_FIELD = 8;
  private static final String[] RESOURCES = {"cpu", "memory", "io"};

  HostLoad {
    stalledMicros = Map.copyOf(stalledMicros);
  }

  static HostLoad read(SystemTrees trees) throws IOException {
    Path stat = trees.proc().resolve("stat");
    String cpu;
    try (var lines = Files.lines(stat, StandardCharsets.ISO_8859_1)) {
      cpu =
          lines
              .filter(line -> line.startsWith("cpu "))
              .findFirst()
              .orElseThrow(() -> new IOException("no CPU line in " + stat));
    }
    String[] fields = cpu.split("\\s+");
    // Guest time, in the last two fields, is counted in user time already.
    long total =
        Arrays.stream(fields, 1, Math.min(fields.length, STEAL_FIELD + 1))
            .mapToLong(Long::parseLong)
            .sum();
    long steal = fields.length > STEAL_FIELD ? Long.parseLong(fields[STEAL_FIELD]) : 0;
    Map<String, Long> stalled = new TreeMap<>();
    for (String resource : RESOURCES) {
      readStalled(trees.proc().resolve("pressure").resolve(resource), resource, stalled);
    }
    return new HostLoad(total, steal, stalled);
  }

  private static void readStalled(Path file, String resource, Map<String, Long> stalled) {
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("some ")) {
          stalled.put(resource, Long.parseLong(line.substring(line.lastIndexOf('=') + 1)));
        }
      }
    } catch (IOException e) {
      // A kernel built without pressure stall information, or booted with psi=0.
      return;
    }
  }

  HostLoad since(HostLoad earlier) {
    Map<String, Long> gained = new TreeMap<>();
    stalledMicros.forEach(
        (resource, micros) ->
            gained.put(resource, micros - earlier.stalledMicros.getOrDefault(resource, micros)));
    return new HostLoad(cpuTicks - earlier.cpuTicks, stealTicks - earlier.stealTicks, gained);
  }
}
