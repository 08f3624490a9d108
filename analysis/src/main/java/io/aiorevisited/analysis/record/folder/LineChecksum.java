package io.aiorevisited.analysis.record.folder;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The checksum that a line of the journal ends in: CRC32C of the line as it was without it. It
 * finds what a disk or an editor changed, a single digit included; it keeps nobody from writing
 * another line with another checksum.
 */
public final class LineChecksum {

  private static final Pattern SEAL = Pattern.compile(",\"crc32c\":\"([0-9a-f]{8})\"}\\s*$");

  private LineChecksum() {}

  /** Puts the checksum into a line, as the last property of its object. */
  static String seal(String line) {
    return line.substring(0, line.length() - 1) + ",\"crc32c\":\"" + of(line) + "\"}";
  }

  /**
   * Checks a line.
   *
   * @throws TrialLine.UnsoundException if it has no checksum, or another one than it should
   */
  static void check(String line) throws TrialLine.UnsoundException {
    Matcher seal = SEAL.matcher(line);
    if (!seal.find()) {
      throw new TrialLine.UnsoundException("has no checksum at its end");
    }
    String now = of(line.substring(0, seal.start()) + "}");
    if (!now.equals(seal.group(1))) {
      throw new TrialLine.UnsoundException(
          "was changed since it was written (its checksum is "
              + seal.group(1)
              + ", and its text gives "
              + now
              + ")");
    }
  }

  private static String of(String line) {
    CRC32C crc = new CRC32C();
    crc.update(line.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
