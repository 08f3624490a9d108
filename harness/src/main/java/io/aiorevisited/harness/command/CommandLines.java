package io.aiorevisited.harness.command;

import io.aiorevisited.analysis.record.folder.RunFolderException;
import io.aiorevisited.harness.experiment.Interruption;
import io.aiorevisited.harness.plan.Readable;
import io.aiorevisited.harness.plan.WrongCallException;
import io.aiorevisited.workloads.targets.TargetException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads a command line, runs the command, and turns every error into one line and a status. */
public final class CommandLines {

  /** The command did all that it was asked to. */
  public static final int DONE = 0;

  /** Some cell has no figure, or the run broke off. */
  public static final int FAILED = 1;

  /** The call was wrong; nothing was touched. */
  public static final int WRONG_CALL = 2;

  /** The person ended the run; what had been measured is reported. */
  public static final int INTERRUPTED = Interruption.EXIT_STATUS;

  private static final int MAX_LENGTH = 1000;

  private static final String PREFIX = "aio-revisited: ";

  private static final String NO_BINDING =
      "the binding of system calls can't be loaded from "
          + System.getProperty("java.io.tmpdir")
          + ", which must have room and not be mounted noexec: set JAVA_TOOL_OPTIONS to"
          + " -Djava.io.tmpdir=DIR: ";

  private CommandLines() {}

  /**
   * Runs a command.
   *
   * @param args as typed; none to run the profile {@code quick}
   * @param out results
   * @param err progress and errors
   * @return exit status
   */
  public static int execute(String[] args, PrintStream out, PrintStream err) {
    int status;
    try {
      status = build(args, out, err).execute(args.length == 0 ? new String[] {"run"} : args);
    } catch (LinkageError e) {
      err.println(PREFIX + oneLine(NO_BINDING + e));
      return FAILED;
    }
    if (out.checkError() && status == DONE) {
      err.println(
          PREFIX
              + "standard output can't be written to, so what was to be read there is lost: send it"
              + " to a place with room");
      return FAILED;
    }
    return status;
  }

  static CommandLine build(String[] args, PrintStream out, PrintStream err) {
    // Else the parser warns of unbalanced quotes by itself, beside the one line of the error.
    CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
    CommandLine commandLine = new CommandLine(new RootCommand());
    commandLine.addSubcommand(new RunCommand(List.of(args), out, err));
    commandLine.addSubcommand(new ResumeCommand(out, err));
    commandLine.addSubcommand(ProfileCommand.of(List.of(args), out, err));
    commandLine.addSubcommand(new ReportCommand(out, err));
    commandLine.addSubcommand(new CompareCommand(out, err));
    commandLine.addSubcommand(new DoctorCommand(out));
    commandLine.addSubcommand(new JmhCommand());
    commandLine.registerConverter(Path.class, new OptionWords.OfPath());
    commandLine.setExpandAtFiles(false);
    commandLine.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    commandLine.setParameterExceptionHandler(
        (wrong, arguments) -> {
          err.println(PREFIX + oneLine(wrong.getMessage()) + fix(wrong));
          return WRONG_CALL;
        });
    commandLine.setExecutionExceptionHandler((failure, command, result) -> told(failure, err));
    return commandLine;
  }

  private static int told(Exception failure, PrintStream err) throws Exception {
    if (failure instanceof WrongCallException
        || failure instanceof TargetException
        || failure instanceof RunFolderException) {
      err.println(PREFIX + oneLine(failure.getMessage()));
      return WRONG_CALL;
    }
    if (failure instanceof IOException broken) {
      err.println(PREFIX + "broke off: " + oneLine(Readable.reason(broken)));
      return FAILED;
    }
    throw failure; // a defect: picocli prints where
  }

  private static String fix(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      return "; did you mean " + unmatched.getSuggestions().get(0) + "?";
    }
    return "; see " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help";
  }

  /** One line without anything that a terminal would act on, cut where it is far too long. */
  private static String oneLine(String text) {
    String line =
        String.valueOf(text).replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?").strip();
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }
}
