package io.aiorevisited.analysis.record.folder;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.RunManifest;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The journal of a run: {@code trials.jsonl}, one trial a line, only ever appended to. */
public final class Journal {

  static final String FILE_NAME = "trials.jsonl";

  /** Property of a line that names the machine, so that journals of two hosts can't be mixed. */
  static final String HOST = "host";

  /** The sound records of a journal in the order of the file, and what was left out. */
  record Contents(List<TrialRecord> trials, List<RecordProblem> problems) {}

  private record Place(int round, boolean control, Cell cell) {}

  private final Path file;
  private final RunManifest manifest;

  Journal(Path file, RunManifest manifest) {
    this.file = file;
    this.manifest = manifest;
  }

  /**
   * Appends records and forces them to the device before returning.
   *
   * @throws IOException if that can't be done; none of them is then in the journal
   */
  void append(List<TrialRecord> records) throws IOException {
    StringBuilder text = new StringBuilder();
    for (TrialRecord record : records) {
      text.append(line(record, manifest.host().hostname()));
    }
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long sizeBefore = channel.size();
      channel.position(sizeBefore);
      try {
        writeFully(channel, (endsInsideLine(channel) ? "\n" : "") + text);
        channel.force(true);
      } catch (IOException e) {
        takeBack(channel, sizeBefore, e);
        throw new IOException(
            "can't keep trial " + records.get(0).trial() + " in " + file + ": " + e.getMessage(),
            e);
      }
    }
  }

  /** Writes a record as a line of the journal, its end included. */
  static String line(TrialRecord record, String hostname) {
    ObjectNode line = RecordJson.MAPPER.valueToTree(record);
    line.put(HOST, hostname);
    return LineChecksum.seal(RecordJson.MAPPER.writeValueAsString(line)) + "\n";
  }

  /*
   * After a failed sync nobody can tell what is on the device, and a later sync may succeed without
   * having written it. So the line goes, and its trial will be measured again.
   */
  private static void takeBack(FileChannel channel, long size, IOException cause) {
    try {
      channel.truncate(size);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Takes away what a writer that died left after the last whole line, on the device before this
   * returns.
   *
   * @return whether there was such a thing
   */
  boolean dropCutLine() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long whole = wholeLinesBytes(readBytes());
      boolean cut = whole < channel.size();
      if (cut) {
        channel.truncate(whole);
        channel.force(true);
      }
      return cut;
    }
  }

  /** Takes away the last {@code lines} lines, on the device before this returns. */
  void dropLastLines(int lines) throws IOException {
    byte[] bytes = readBytes();
    int end = bytes.length;
    for (int i = 0; i < lines; i++) {
      end = wholeLinesBytes(Arrays.copyOf(bytes, end - 1));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(end);
      channel.force(true);
    }
  }

  private static int wholeLinesBytes(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /** Tells whether a writer died inside the last line; the next record must start a new one. */
  private static boolean endsInsideLine(FileChannel channel) throws IOException {
    if (channel.size() == 0) {
      return false;
    }
    ByteBuffer last = ByteBuffer.allocate(1);
    channel.read(last, channel.size() - 1);
    return last.get(0) != '\n';
  }

  private static void writeFully(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Reads every sound record; a file that is not there is a run without trials. */
  Contents read() throws IOException {
    return RunFile.exists(file) ? parse(readBytes()) : missing();
  }

  /** Reads as {@link #read} does, all but a last line that has no end. */
  Contents readWholeLines() throws IOException {
    if (!RunFile.exists(file)) {
      return missing();
    }
    byte[] bytes = readBytes();
    return parse(Arrays.copyOf(bytes, wholeLinesBytes(bytes)));
  }

  private byte[] readBytes() throws IOException {
    return RunFile.read(file, RunFile.MOST_BYTES_OF_JOURNAL);
  }

  private static Contents missing() {
    return new Contents(
        List.of(),
        List.of(new RecordProblem(FILE_NAME, 0, "is not there: no trial can be reported")));
  }

  private Contents parse(byte[] bytes) {
    // Decoding by String never fails: bytes that are not UTF-8 spoil their own line only.
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
    List<TrialRecord> trials = new ArrayList<>();
    List<RecordProblem> problems = new ArrayList<>();
    Map<String, Integer> lineOfTrial = new HashMap<>();
    Map<Place, Integer> lineOfPlace = new HashMap<>();
    for (int i = 0; i < lines.length; i++) {
      int number = i + 1;
      if (lines[i].isBlank()) {
        continue;
      }
      try {
        TrialRecord trial = TrialLine.read(lines[i], manifest);
        refuseSecond(
            lineOfTrial.putIfAbsent(trial.trial() + "." + trial.attempt(), number),
            "trial " + trial.trial());
        if (trial.status() != TrialStatus.REPEATED) {
          refuseSecond(
              lineOfPlace.putIfAbsent(
                  new Place(trial.round(), trial.control(), trial.cell()), number),
              "this cell in round " + trial.round());
        }
        trials.add(trial);
      } catch (TrialLine.UnsoundException e) {
        boolean cut = number == lines.length;
        problems.add(
            new RecordProblem(
                FILE_NAME,
                number,
                (cut ? "was cut off: it " : "") + e.getMessage() + "; left out"));
      }
    }
    return new Contents(List.copyOf(trials), List.copyOf(problems));
  }

  private static void refuseSecond(Integer firstLine, String what)
      throws TrialLine.UnsoundException {
    if (firstLine != null) {
      throw new TrialLine.UnsoundException(
          "repeats " + what + ", which line " + firstLine + " already has");
    }
  }
}
