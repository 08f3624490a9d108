package io.aiorevisited.harness.blocks;

import io.aiorevisited.harness.blocks.ProgramRun.Ended;
import io.aiorevisited.harness.peers.PeerProgram;
import io.aiorevisited.harness.peers.ProgramFigures;
import io.aiorevisited.harness.peers.ProgramOutputException;
import io.aiorevisited.harness.peers.ProgramPass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls of one program: a pass is told to it, and what it says is held against that. */
final class ProgramCalls {

  private final PeerProgram program;
  private final Path executable;
  private final ProgramRun run;
  private final ProgramSight sight;
  private List<String> lastCommand = List.of();

  /**
   * @param executable path of it
   * @param sight what looks at it while it runs
   */
  ProgramCalls(PeerProgram program, Path executable, ProgramRun run, ProgramSight sight) {
    this.program = program;
    this.executable = executable;
    this.run = run;
    this.sight = sight;
  }

  /** All of the last command; empty before the first. */
  List<String> lastCommand() {
    return lastCommand;
  }

  /**
   * Runs the program.
   *
   * @return what it says, which agrees with what it was told
   * @throws ProgramOutputException if it does not
   * @throws IOException if it can't be run
   */
  ProgramFigures figures(ProgramPass pass) throws IOException, InterruptedException {
    ProgramFigures figures = program.figures(pass, end(pass));
    if (figures.bytes() != pass.bytes() || figures.requests() != pass.requests()) {
      throw new ProgramOutputException(
          program.executable()
              + " moved "
              + figures.bytes()
              + " bytes in "
              + figures.requests()
              + " requests instead of "
              + pass.bytes()
              + " in "
              + pass.requests());
    }
    if (figures.durationNanos() <= 0) {
      throw new ProgramOutputException(program.executable() + " took no time by its own clock");
    }
    return figures;
  }

  /** Runs the program without a look at its figures. */
  PeerProgram.Output end(ProgramPass pass) throws IOException, InterruptedException {
    for (String name : program.outputFiles()) {
      run.forget(name);
    }
    Ended ended = run.run(executable, program.args(pass), sight);
    lastCommand = ended.command();
    if (ended.status() != 0) {
      throw new ProgramOutputException(
          program.executable()
              + " ended with status "
              + ended.status()
              + ": "
              + ProgramOutputException.quote(ended.printed()));
    }
    Map<String, String> files = new HashMap<>();
    for (String name : program.outputFiles()) {
      files.put(name, run.left(name));
    }
    return new PeerProgram.Output(ended.printed(), files);
  }
}
