package io.aiorevisited.analysis.claims;

/** The units in which the tools of 2009 printed throughput. */
public enum ThroughputUnit {
  /** iozone's unit: 1 KB is 1024 bytes. */
  IOZONE_KB("KB/s", 1024, "1 KB = 1024 bytes"),
  /** dd's unit: 1 MB is 10^6 bytes. */
  DD_MB("MB/s", 1_000_000, "1 MB = 10^6 bytes");

  private final String label;
  private final double bytes;
  private final String meaning;

  ThroughputUnit(String label, double bytes, String meaning) {
    this.label = label;
    this.bytes = bytes;
    this.meaning = meaning;
  }

  /** The unit as printed. */
  public String label() {
    return label;
  }

  /** What the unit stands for, in words. */
  public String meaning() {
    return meaning;
  }

  /** Converts from bytes per second. */
  public double fromBytesPerSecond(double bytesPerSecond) {
    return bytesPerSecond / bytes;
  }
}
