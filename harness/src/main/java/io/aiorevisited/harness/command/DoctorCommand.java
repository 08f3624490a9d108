package io.aiorevisited.harness.command;

import io.aiorevisited.harness.host.HostChecks;
import io.aiorevisited.harness.host.HostChecks.Finding;
import io.aiorevisited.harness.places.LeftBehind;
import io.aiorevisited.harness.plan.WrongCallException;
import io.aiorevisited.workloads.targets.probe.TargetDiagnosis;
import io.aiorevisited.workloads.targets.probe.TargetProbe;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what this host can do, and what each missing thing costs. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = {
      "Say what this host can do, what is missing, and what that costs.",
      "With PATH: say whether native AIO is safe from blocking on that file or device."
    })
final class DoctorCommand implements Callable<Integer> {

  private final PrintStream out;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "A file or block device; it is only read.")
  private Path path;

  @Option(
      names = "--may-write",
      description =
          "Try writes to the file, too: each writes back what was just read there. Only while nobody"
              + " else writes to it.")
  private boolean mayWrite;

  DoctorCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    if (path != null) {
      return diagnose();
    }
    if (mayWrite) {
      throw new WrongCallException("--may-write goes with a PATH: name the file");
    }
    boolean able = true;
    for (Finding finding : new HostChecks(Path.of("")).findings()) {
      out.printf("%-7s %-16s %s%n", finding.level().word(), finding.what(), finding.found());
      if (!finding.cost().isEmpty()) {
        out.printf("%-24s %s%n", "", finding.cost());
      }
      able &= finding.level() != HostChecks.Level.MISSING;
    }
    for (String line : LeftBehind.inResults()) {
      out.printf("%-7s %-16s %s%n", HostChecks.Level.LESS.word(), "left behind", line);
    }
    return able ? CommandLines.DONE : CommandLines.FAILED;
  }

  private int diagnose() throws IOException {
    if (mayWrite && Files.exists(path) && !Files.isRegularFile(path)) {
      throw new WrongCallException(
          "--may-write is for files, and "
              + path
              + " is none: nothing is tried on it, leave it out");
    }
    TargetDiagnosis diagnosis = TargetProbe.diagnose(path, mayWrite);
    for (TargetDiagnosis.Finding finding : diagnosis.findings()) {
      out.printf("%-18s %s%n", finding.what(), finding.found());
    }
    out.println();
    out.printf("%s for native AIO: %s%n", diagnosis.verdict().words(), diagnosis.reason());
    if (!diagnosis.fix().isEmpty()) {
      out.printf("To fix it: %s%n", diagnosis.fix());
    }
    return diagnosis.verdict() == TargetDiagnosis.Verdict.SAFE
        ? CommandLines.DONE
        : CommandLines.FAILED;
  }
}
