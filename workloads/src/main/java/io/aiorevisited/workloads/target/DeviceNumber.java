package io.aiorevisited.workloads.target;

/**
 * A device as the kernel knows it, whatever names lead to it.
 *
 * @param major driver; 0 where a file system has no device of its own
 * @param minor unit
 */
public record DeviceNumber(int major, int minor) {

  /**
   * Reads {@code 8:0}.
   *
   * @throws IllegalArgumentException if {@code text} has another form
   */
  public static DeviceNumber parse(String text) {
    String[] parts = text.strip().split(":", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("not a device number (major:minor): '" + text + "'");
    }
    try {
      return new DeviceNumber(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a device number (major:minor): '" + text + "'", e);
    }
  }

  /** Whether it stands for no real device, as for tmpfs, overlay or a btrfs subvolume. */
  public boolean isAnonymous() {
    return major == 0;
  }

  @Override
  public String toString() {
    return major + ":" + minor;
  }
}
