package io.aiorevisited.analysis.record.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Damages run folders, from a seed. */
public final class DamagedFolders {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Random random;

  public DamagedFolders(Random random) {
    this.random = random;
  }

  /** Damages {@code run.json} so that no run may be taken up by it; tells how. */
  public String damageConditions(Path folder) throws IOException {
    Path manifest = folder.resolve("run.json");
    return switch (random.nextInt(8)) {
      case 0 -> cut(manifest);
      case 1 -> {
        Files.delete(manifest);
        yield "run.json is gone";
      }
      case 2 -> {
        Files.write(manifest, noise(1 + random.nextInt(2000)));
        yield "run.json is noise";
      }
      default -> {
        String[] parts = {"plan", "host", "versions", "schemaVersion", "planSeal"};
        yield changeBelow(manifest, parts[random.nextInt(parts.length)]);
      }
    };
  }

  /** Damages anything in {@code run.json}; tells how. */
  public String damageManifest(Path folder) throws IOException {
    Path manifest = folder.resolve("run.json");
    return switch (random.nextInt(4)) {
      case 0 -> cut(manifest);
      case 1 -> flip(manifest, 0);
      default -> changeBelow(manifest, null);
    };
  }

  /** Damages a line of the journal other than the last; tells how. */
  public String damageMiddleOfJournal(Path folder) throws IOException {
    Path journal = folder.resolve("trials.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(journal));
    int line = random.nextInt(lines.size() - 1);
    String text = lines.get(line);
    String what;
    switch (random.nextInt(4)) {
      case 0 -> {
        lines.set(line, text.substring(0, random.nextInt(text.length() - 1) + 1));
        what = "cut";
      }
      case 1 -> {
        lines.set(line, "x" + text);
        what = "begun wrongly";
      }
      case 2 -> {
        lines.add(line, text);
        what = "doubled";
      }
      default -> {
        lines.remove(line);
        what = "removed";
      }
    }
    Files.write(journal, lines);
    return "line " + (line + 1) + " of the journal " + what;
  }

  /** Damages the journal in any way; tells how. */
  public String damageJournal(Path folder) throws IOException {
    Path journal = folder.resolve("trials.jsonl");
    return switch (random.nextInt(4)) {
      case 0 -> cut(journal);
      case 1 -> flip(journal, random.nextInt(200));
      case 2 -> {
        Files.write(journal, noise(3000));
        yield "the journal is noise";
      }
      default -> damageMiddleOfJournal(folder);
    };
  }

  /** Damages any of a folder's files, or what a line of its journal says; tells how. */
  public String damageAnything(Path folder) throws IOException {
    Path file =
        folder.resolve(
            List.of("run.json", "ledger-cost.json", "profiles/profiles.json")
                .get(random.nextInt(3)));
    return switch (random.nextInt(8)) {
      case 0 -> cut(file);
      case 1 -> flip(file, random.nextInt(3));
      case 2, 3, 4 -> file.getFileName() + ": " + changeBelow(file, null);
      case 5 -> damageJournal(folder);
      default -> changeLine(folder.resolve("trials.jsonl"));
    };
  }

  /** Changes what a line says, in most cases with a checksum that fits. */
  private String changeLine(Path journal) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(journal));
    int line = random.nextInt(lines.size());
    ObjectNode root = (ObjectNode) JSON.readTree(lines.get(line));
    root.remove("crc32c");
    String what = changeBelow(root, null);
    String text = JSON.writeValueAsString(root);
    lines.set(line, random.nextInt(4) == 0 ? text : LineChecksum.seal(text));
    Files.write(journal, lines);
    return "line " + (line + 1) + ": " + what;
  }

  private String cut(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = random.nextInt(bytes.length - 2);
    Files.write(file, Arrays.copyOf(bytes, length));
    return file.getFileName() + " cut at " + length;
  }

  private String flip(Path file, int more) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i <= more; i++) {
      int place = random.nextInt(bytes.length);
      bytes[place] ^= (byte) (1 + random.nextInt(255));
      places.add(place);
    }
    Files.write(file, bytes);
    return file.getFileName() + " changed at " + places;
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Replaces or removes a value somewhere below a property, or below any. */
  private String changeBelow(Path file, String property) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
    String what = changeBelow(root, property);
    Files.write(file, JSON.writeValueAsBytes(root));
    return what;
  }

  private String changeBelow(ObjectNode root, String property) {
    JsonNode parent = root;
    List<String> way = new ArrayList<>();
    String name = property == null ? anyName(root) : property;
    while (true) {
      way.add(name);
      JsonNode child = child(parent, name);
      if (!child.isContainer() || child.isEmpty() || random.nextInt(4) == 0) {
        break;
      }
      parent = child;
      name = anyName(parent);
    }
    JsonNode put = other(child(parent, name));
    set(parent, name, put);
    return String.join(".", way) + " = " + put;
  }

  private String anyName(JsonNode parent) {
    if (parent.isArray()) {
      return Integer.toString(random.nextInt(parent.size()));
    }
    List<String> names = new ArrayList<>(parent.propertyNames());
    return names.get(random.nextInt(names.size()));
  }

  private static JsonNode child(JsonNode parent, String name) {
    return parent.isArray() ? parent.get(Integer.parseInt(name)) : parent.get(name);
  }

  private static void set(JsonNode parent, String name, JsonNode value) {
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(name), value);
    } else if (value == null) {
      ((ObjectNode) parent).remove(name);
    } else {
      ((ObjectNode) parent).set(name, value);
    }
  }

  /** Another value than {@code now}; null to remove it. */
  private JsonNode other(JsonNode now) {
    JsonNode[] values = {
      NODES.nullNode(),
      NODES.numberNode(-1),
      NODES.numberNode(0),
      NODES.numberNode(Long.MAX_VALUE),
      NODES.numberNode(Double.MAX_VALUE),
      NODES.numberNode(1e-300),
      NODES.stringNode(""),
      NODES.stringNode("\n\u0000\ud83d\ude00" + "x".repeat(random.nextInt(3000))),
      NODES.stringNode("<script>alert(1)</script>"),
      NODES.stringNode("javascript:alert(1)"),
      NODES.stringNode("../../outside"),
      NODES.stringNode("=1+1\u001b[31m"),
      NODES.booleanNode(!now.asBoolean(false)),
      NODES.arrayNode(),
      NODES.arrayNode().add(NODES.nullNode()),
      NODES.objectNode(),
      NODES.objectNode().put("x", 1),
    };
    JsonNode value = values[random.nextInt(values.length)];
    return value.equals(now) ? NODES.stringNode("other") : value;
  }
}
