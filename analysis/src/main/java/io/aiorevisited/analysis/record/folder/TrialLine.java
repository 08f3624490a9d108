package io.aiorevisited.analysis.record.folder;

import io.aiorevisited.analysis.record.RunManifest;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one line of the journal and says what is wrong with it in words. A figure is worth
 * something only if the whole record holds, so a line with one bad field is left out whole.
 */
public final class TrialLine {

  /** Says why a line can't be used. */
  static final class UnsoundException extends Exception {
    private static final long serialVersionUID = 1L;

    UnsoundException(String reason) {
      super(PlainText.quote(reason));
    }
  }

  private static final List<String> CELL_NAMES =
      List.of("engine", "workload", "operation", "targetState", "cacheMode");

  private TrialLine() {}

  /**
   * @param text the line, without its end
   * @param manifest of the run
   * @throws UnsoundException if the line is not a sound record of this run
   */
  static TrialRecord read(String text, RunManifest manifest) throws UnsoundException {
    ObjectNode line = parse(text);
    long version = checkVersion(line, manifest.schemaVersion());
    if (version == TrialRecord.OLDEST_READ) {
      SchemaOne.lift(line);
    }
    checkHost(line, manifest.host().hostname());
    whole(line, "", "trial", 1);
    whole(line, "", "round", 1);
    whole(line, "", "attempt", 1);
    truth(line, "control");
    checkCell(object(line, "cell"));
    TrialStatus status = status(line);
    if (status == TrialStatus.OK) {
      JsonNode result = object(line, "result");
      object(result, "receipts");
      checkPasses(result);
    } else {
      text(line, "", "reason");
    }
    try {
      TrialRecord trial = RecordJson.MAPPER.treeToValue(line, TrialRecord.class);
      TrialCheck.check(trial, manifest.plan());
      if (version != TrialRecord.OLDEST_READ) {
        LineChecksum.check(text);
      }
      return trial;
    } catch (RecordCheck.UnsoundException e) {
      throw new UnsoundException("has " + e.getMessage());
    } catch (JacksonException e) {
      throw new UnsoundException("does not fit the record of a trial: " + e.getOriginalMessage());
    }
  }

  private static ObjectNode parse(String text) throws UnsoundException {
    JsonNode line;
    try {
      line = RecordJson.MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new UnsoundException("is not whole JSON (" + firstSentence(e) + ")");
    }
    if (line instanceof ObjectNode object) {
      return object;
    }
    throw new UnsoundException("is not a JSON object");
  }

  private static String firstSentence(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static long checkVersion(JsonNode line, long versionOfRun) throws UnsoundException {
    long version = whole(line, "", "schemaVersion", 0);
    if (version < TrialRecord.OLDEST_READ || version > TrialRecord.SCHEMA_VERSION) {
      throw new UnsoundException(
          "has schema version "
              + version
              + ", and this program knows versions "
              + TrialRecord.OLDEST_READ
              + " to "
              + TrialRecord.SCHEMA_VERSION);
    }
    if (version != versionOfRun) {
      throw new UnsoundException(
          "has schema version " + version + ", and its run has " + versionOfRun);
    }
    return version;
  }

  private static void checkHost(JsonNode line, String hostname) throws UnsoundException {
    JsonNode host = line.get(Journal.HOST);
    if (host != null && host.isString() && !host.stringValue().equals(hostname)) {
      throw new UnsoundException(
          "was measured on host '"
              + host.stringValue()
              + "', and this run is of host '"
              + hostname
              + "': two hosts are mixed");
    }
  }

  private static TrialStatus status(JsonNode line) throws UnsoundException {
    String word = text(line, "", "status");
    for (TrialStatus status : TrialStatus.values()) {
      if (status.name().equals(word)) {
        return status;
      }
    }
    throw new UnsoundException("has the unknown status '" + word + "'");
  }

  private static void checkCell(JsonNode cell) throws UnsoundException {
    for (String name : CELL_NAMES) {
      text(cell, "cell.", name);
    }
    whole(cell, "cell.", "blockSizeBytes", 1);
    whole(cell, "cell.", "depth", 1);
    whole(cell, "cell.", "splitBytes", 0);
    whole(cell, "cell.", "sizeBytes", 1);
  }

  private static void checkPasses(JsonNode line) throws UnsoundException {
    JsonNode passes = present(line, "", "passes");
    if (!passes.isArray() || passes.isEmpty()) {
      throw new UnsoundException("has status OK but no measured pass");
    }
    for (int i = 0; i < passes.size(); i++) {
      String path = "passes[" + i + "].";
      JsonNode pass = passes.get(i);
      whole(pass, path, "durationNanos", 1);
      whole(pass, path, "bytes", 1);
      whole(pass, path, "requests", 1);
      whole(pass, path, "allocatedBytes", 0);
    }
  }

  private static JsonNode present(JsonNode node, String path, String name) throws UnsoundException {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      throw new UnsoundException("lacks the field '" + path + name + "'");
    }
    return value;
  }

  private static JsonNode object(JsonNode node, String name) throws UnsoundException {
    JsonNode value = present(node, "", name);
    if (!value.isObject()) {
      throw new UnsoundException("has a '" + name + "' that is not an object");
    }
    return value;
  }

  private static String text(JsonNode node, String path, String name) throws UnsoundException {
    JsonNode value = present(node, path, name);
    if (!value.isString()) {
      throw new UnsoundException("has a '" + path + name + "' that is not text");
    }
    return value.stringValue();
  }

  private static void truth(JsonNode node, String name) throws UnsoundException {
    if (!present(node, "", name).isBoolean()) {
      throw new UnsoundException("has a '" + name + "' that is neither true nor false");
    }
  }

  private static long whole(JsonNode node, String path, String name, long atLeast)
      throws UnsoundException {
    JsonNode value = present(node, path, name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new UnsoundException(
          "has '" + path + name + "' = " + value + ", which is not a whole number");
    }
    long number = value.longValue();
    if (number < atLeast) {
      throw new UnsoundException(
          "has '" + path + name + "' = " + number + ", which is below " + atLeast);
    }
    return number;
  }
}
