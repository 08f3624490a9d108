package io.aiorevisited.analysis.record.folder;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fingerprints of a plan's fields, kept beside it in {@code run.json}, so that a run is never taken
 * up under another plan than it was begun with, and the field that was changed can be named. Not a
 * protection against somebody who changes both.
 */
public final class PlanSeal {

  /** Property of {@code run.json} that holds the fingerprints. */
  static final String NAME = "planSeal";

  private static final int DIGITS = 16;

  private PlanSeal() {}

  /** Fingerprints of each field of {@code plan}, by name. */
  static ObjectNode of(JsonNode plan) {
    ObjectNode seal = RecordJson.MAPPER.createObjectNode();
    for (String field : plan.propertyNames()) {
      seal.put(field, fingerprint(plan.get(field)));
    }
    return seal;
  }

  /** Names of the plan's fields that aren't as they were, in {@code manifest} as read from disk. */
  static List<String> broken(JsonNode manifest) {
    JsonNode seal = manifest.get(NAME);
    if (seal == null || !seal.isObject()) {
      return List.of(NAME + " itself is missing");
    }
    JsonNode now = of(manifest.get("plan"));
    Set<String> fields = new TreeSet<>(seal.propertyNames());
    fields.addAll(now.propertyNames());
    List<String> broken = new ArrayList<>();
    for (String field : fields) {
      if (!now.path(field).equals(seal.path(field))) {
        broken.add(field);
      }
    }
    return broken;
  }

  private static String fingerprint(JsonNode value) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(value.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
