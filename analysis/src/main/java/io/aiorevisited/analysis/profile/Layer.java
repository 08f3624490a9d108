package io.aiorevisited.analysis.profile;

/** The layers that a request goes through, and what else a processor is kept busy with. */
public enum Layer {
  JAVA("java", "our Java"),
  JNA("jna", "JNA"),
  SYSCALL("syscall", "system-call entry"),
  BLOCK("block", "file system and block layer"),
  DRIVER("driver", "device driver"),
  COPY("copy", "copying"),
  SCHEDULE("schedule", "scheduling and futex"),
  INTERRUPT("interrupt", "interrupt"),
  JVM("jvm", "JVM"),
  UNKNOWN("unknown", "unknown");

  private final String key;
  private final String words;

  Layer(String key, String words) {
    this.key = key;
    this.words = words;
  }

  /** Returns the layer's word in the table of rules. */
  public String key() {
    return key;
  }

  /** Returns the layer's name for a reader. */
  public String words() {
    return words;
  }

  /**
   * Finds a layer by its word.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Layer ofKey(String key) {
    for (Layer layer : values()) {
      if (layer.key.equals(key)) {
        return layer;
      }
    }
    throw new IllegalArgumentException("no such layer: " + key);
  }
}
