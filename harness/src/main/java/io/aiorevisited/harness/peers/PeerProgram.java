package io.aiorevisited.harness.peers;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One program of others: how it is told what to do, and what it says afterwards. */
public interface PeerProgram {

  /** What shows from outside by which means of the kernel a program works. */
  enum Mechanism {
    /** Threads of its own, or the calling one. */
    PLAIN_CALLS,
    /** A ring of native AIO is mapped. */
    NATIVE_AIO,
    /** A descriptor of io_uring is open. */
    IO_URING
  }

  /** Files in its working directory that it leaves its figures in, besides what it prints. */
  record Output(String printed, Map<String, String> files) {

    public Output {
      files = Map.copyOf(files);
    }
  }

  /** Name that it is looked for by. */
  String executable();

  /** Debian package that has it. */
  String debianPackage();

  /** Arguments that make it say its version. */
  default List<String> versionArgs() {
    return List.of("--version");
  }

  /**
   * Reads the version.
   *
   * @throws ProgramOutputException if {@code printed} is not what this program says
   */
  String version(String printed) throws ProgramOutputException;

  /**
   * Finds a version in what a program printed.
   *
   * @param version matches it as its first group
   * @param otherwise what it is if it does not
   * @throws ProgramOutputException if it does not
   */
  static String versionIn(String executable, Pattern version, String printed, String otherwise)
      throws ProgramOutputException {
    Matcher matcher = version.matcher(printed);
    if (!matcher.find()) {
      throw new ProgramOutputException(
          executable
              + " --version says "
              + ProgramOutputException.quote(printed)
              + ", "
              + otherwise);
    }
    return matcher.group(1);
  }

  /** Arguments that make it do a pass. */
  List<String> args(ProgramPass pass);

  /** Names of files that it writes into its working directory, to be read afterwards. */
  List<String> outputFiles();

  /**
   * Reads the figures of a pass.
   *
   * @throws ProgramOutputException if they are not there, or it did something else
   */
  ProgramFigures figures(ProgramPass pass, Output output) throws ProgramOutputException;

  /** Step of the time that it reports. */
  long clockStepNanos();

  /** Whether it goes over the target again where it is told to move more than the cell's bytes. */
  boolean canSweepAgain();

  /** Whether its buffers can lie in pages of hugetlbfs. */
  boolean canHaveHugePages();

  /** Bytes of its buffers in a cell. */
  long bufferBytes(ProgramPass pass);

  /** By which means it is to work. */
  Mechanism mechanism();

  /** What the time of a pass is. */
  String timedBy();

  /** What the CPU time of a pass covers. */
  String cpuOf();

  /** What a pass writes, or does with what it reads. */
  String data(ProgramPass pass);

  /** What every byte written is in a pass that is told {@code wished}. */
  int byteWritten(int wished);
}
