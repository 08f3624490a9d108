package io.aiorevisited.harness.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/*
 * dd reads its clock when both files are open, and again after the last block: its own start is not
 * in its seconds, but its one buffer is made in that time. A write pass reads /dev/zero between its
 * writes, a read pass writes to /dev/null.
 */
/** GNU dd: one block after another, with blocks as long as they may be. */
final class Dd implements PeerProgram {

  /** As in {@code dd (coreutils) 9.1}. */
  private static final Pattern VERSION = Pattern.compile("dd \\(coreutils\\) ([0-9][^\\s]*)");

  private static final Pattern RECORDS = Pattern.compile("([0-9]+)\\+([0-9]+) records (in|out)");
  private static final Pattern COPIED =
      Pattern.compile("(?m)^([0-9]+) bytes\\b[^\\n]*copied, ([0-9.]+(?:e-?[0-9]+)?) s,");

  @Override
  public String executable() {
    return "dd";
  }

  @Override
  public String debianPackage() {
    return "coreutils";
  }

  @Override
  public String version(String printed) throws ProgramOutputException {
    return "GNU dd "
        + PeerProgram.versionIn(
            executable(),
            VERSION,
            printed,
            "which is not GNU coreutils: its figures can't be read");
  }

  @Override
  public List<String> args(ProgramPass pass) {
    List<String> args = new ArrayList<>();
    boolean writes = pass.writes();
    args.add("if=" + (writes ? "/dev/zero" : pass.target()));
    args.add("of=" + (writes ? pass.target() : "/dev/null"));
    args.add("bs=" + pass.cell().blockSizeBytes());
    args.add("count=" + pass.bytes() / pass.cell().blockSizeBytes());
    String flag =
        switch (pass.cell().cacheMode()) {
          case "none" -> "direct";
          case "writethrough" -> "dsync";
          default -> "";
        };
    if (!flag.isEmpty()) {
      args.add((writes ? "oflag=" : "iflag=") + flag);
    }
    if (writes) {
      args.add("conv=nocreat,notrunc");
    }
    return args;
  }

  @Override
  public List<String> outputFiles() {
    return List.of();
  }

  @Override
  public ProgramFigures figures(ProgramPass pass, Output output) throws ProgramOutputException {
    Matcher copied = COPIED.matcher(output.printed());
    Matcher records = RECORDS.matcher(output.printed());
    if (!copied.find() || !records.find()) {
      throw new ProgramOutputException(
          "dd does not say what it copied: " + ProgramOutputException.quote(output.printed()));
    }
    if (!records.group(2).equals("0")) {
      throw new ProgramOutputException("dd had short blocks: " + records.group());
    }
    return new ProgramFigures(
        Math.round(Double.parseDouble(copied.group(2)) * 1e9),
        Long.parseLong(copied.group(1)),
        Long.parseLong(records.group(1)),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public long clockStepNanos() {
    return 1000;
  }

  @Override
  public boolean canSweepAgain() {
    return false;
  }

  @Override
  public boolean canHaveHugePages() {
    return false;
  }

  @Override
  public long bufferBytes(ProgramPass pass) {
    return pass.cell().blockSizeBytes();
  }

  @Override
  public Mechanism mechanism() {
    return Mechanism.PLAIN_CALLS;
  }

  @Override
  public String timedBy() {
    return "the seconds that dd prints, in which it also makes its buffer and, for a write, reads"
        + " /dev/zero";
  }

  @Override
  public String cpuOf() {
    return "the whole process, less what a run over one block spends";
  }

  @Override
  public String data(ProgramPass pass) {
    return pass.writes() ? "zeros, read from /dev/zero between writes" : "written to /dev/null";
  }

  @Override
  public int byteWritten(int wished) {
    return 0;
  }
}
