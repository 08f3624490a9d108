package io.aiorevisited.harness.guest;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a person asked for of the guests of a run. Kept among the versions of its manifest, so that
 * a run that is resumed boots the same.
 *
 * @param kernel file of the kernel that they boot; empty to look for one
 * @param accelerator what carries out their instructions
 */
public record GuestWishes(Optional<Path> kernel, Accelerator accelerator) {

  /** Nothing asked for. */
  public static final GuestWishes NONE = new GuestWishes(Optional.empty(), Accelerator.AUTO);

  private static final String KERNEL = "guestKernel";
  private static final String ACCELERATOR = "guestAccelerator";
  private static final String FOUND = "the first that is found";

  /** As the manifest keeps it. */
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(KERNEL, kernel.map(Path::toString).orElse(FOUND));
    facts.put(ACCELERATOR, accelerator.label());
    return facts;
  }

  /** Reads it from the versions of a manifest; {@link #NONE} where there are no guests. */
  public static GuestWishes of(Map<String, String> versions) {
    String kernel = versions.getOrDefault(KERNEL, FOUND);
    String accelerator = versions.getOrDefault(ACCELERATOR, Accelerator.AUTO.label());
    return new GuestWishes(
        kernel.equals(FOUND) ? Optional.empty() : Optional.of(Path.of(kernel)),
        Arrays.stream(Accelerator.values())
            .filter(one -> one.label().equals(accelerator))
            .findFirst()
            .orElse(Accelerator.AUTO));
  }

  /** Those of {@code versions} that are wishes, to be taken over as they are. */
  public static Map<String, String> in(Map<String, String> versions) {
    return versions.containsKey(ACCELERATOR) ? of(versions).facts() : Map.of();
  }
}
