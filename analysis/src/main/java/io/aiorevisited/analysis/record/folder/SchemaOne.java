package io.aiorevisited.analysis.record.folder;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a trial's line of schema 1, which had a result's fields beside the others, into today's.
 */
public final class SchemaOne {

  private static final List<String> RESULT_FIELDS =
      List.of("warmups", "passes", "warmupReceipts", "receipts", "gates", "latency", "submission");

  private SchemaOne() {}

  /** Moves the fields; a line that has no receipts has no result. */
  static void lift(ObjectNode line) {
    ObjectNode result = line.objectNode();
    for (String field : RESULT_FIELDS) {
      JsonNode value = line.remove(field);
      if (value != null && !value.isNull()) {
        result.set(field, value);
      }
    }
    for (JsonNode gate : result.path("gates")) {
      if (gate instanceof ObjectNode fields && fields.has("mend")) {
        fields.set("fix", fields.remove("mend"));
      }
    }
    line.put("attempt", 1);
    if (result.has("receipts")) {
      line.set("result", result);
    }
  }
}
