package io.aiorevisited.harness.command;

import io.aiorevisited.harness.host.HostChecks;
import io.aiorevisited.harness.host.HostChecks.Finding;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says what this host can do, and what each missing thing costs. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = "Say what this host can do, what is missing, and what that costs.")
final class DoctorCommand implements Callable<Integer> {

  private final PrintStream out;

  DoctorCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    boolean able = true;
    for (Finding finding : new HostChecks(Path.of("")).findings()) {
      out.printf("%-7s %-16s %s%n", finding.level().word(), finding.what(), finding.found());
      if (!finding.cost().isEmpty()) {
        out.printf("%-24s %s%n", "", finding.cost());
      }
      able &= finding.level() != HostChecks.Level.MISSING;
    }
    return able ? CommandLines.DONE : CommandLines.FAILED;
  }
}
