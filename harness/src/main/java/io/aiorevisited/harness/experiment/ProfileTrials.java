package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.profile.CollapsedStacks;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.ProfileRecord;
import io.aiorevisited.analysis.record.folder.ProfileIndex;
import io.aiorevisited.analysis.record.folder.ProfileIndex.Difference;
import io.aiorevisited.harness.forks.Fork;
import io.aiorevisited.harness.forks.ForkFailure;
import io.aiorevisited.harness.forks.ForkRoom;
import io.aiorevisited.harness.forks.TrialLimit;
import io.aiorevisited.harness.forks.TrialOptions;
import io.aiorevisited.harness.guest.GuestType;
import io.aiorevisited.harness.peers.PeerType;
import io.aiorevisited.harness.profilers.FlameGraphs;
import io.aiorevisited.harness.profilers.SamplerLibrary;
import io.aiorevisited.harness.profilers.StackSampler;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/**
 * Takes one CPU profile of every cell, each in a trial of its own that no figure comes from: a
 * profiler slows down what it looks at. A profile that can't be taken is a reason in the index,
 * never the end of the run.
 */
final class ProfileTrials {

  /** A pass of a fast disk is over in an instant, and a few samples make no picture. */
  private static final long LEAST_BYTES = 512L << 20;

  private final Plan plan;
  private final List<Cell> cells;
  private final Path runFolder;
  private final Interruption interruption;
  private final Progress progress;
  private final List<ProfileRecord> profiles = new ArrayList<>();
  private final List<Difference> differences = new ArrayList<>();

  ProfileTrials(Plan plan, Path runFolder, Interruption interruption, Progress progress) {
    this.plan = plan;
    this.cells = cells(plan);
    this.runFolder = runFolder;
    this.interruption = interruption;
    this.progress = progress;
  }

  /** The cells of a plan that are profiled: those of engines of ours, which run in a JVM. */
  static List<Cell> cells(Plan plan) {
    return plan.cells().stream()
        .filter(cell -> PeerType.ofArm(cell.engine()).isEmpty())
        .filter(cell -> GuestType.find(cell.engine()).isEmpty())
        .toList();
  }

  /**
   * Profiles every cell, then draws the engines' differences.
   *
   * @throws IOException if the folder can't be written to
   */
  void run() throws IOException {
    Files.createDirectories(folder());
    try (SamplerLibrary library = SamplerLibrary.extract()) {
      for (Cell cell : cells) {
        if (interruption.requested()) {
          break;
        }
        progress.say(
            "profile "
                + (profiles.size() + 1)
                + "/"
                + cells.size()
                + ": "
                + cell.engine()
                + ", "
                + CellNames.condition(cell));
        keep(profile(cell, library));
      }
    } catch (IOException e) {
      String reason = "async-profiler can't be used: " + e.getMessage();
      progress.say("no profiles: " + reason);
      for (Cell cell : cells.subList(profiles.size(), cells.size())) {
        profiles.add(ProfileRecord.failed(cell, reason));
      }
    }
    drawDifferences();
    new ProfileIndex(profiles, differences).write(runFolder);
  }

  private void keep(ProfileRecord profile) throws IOException {
    profiles.add(profile);
    if (!profile.wasTaken()) {
      progress.say("no profile: " + profile.problem());
    }
    new ProfileIndex(profiles, differences).write(runFolder);
  }

  private ProfileRecord profile(Cell cell, SamplerLibrary library) throws IOException {
    String name = CellNames.anchor(cell.engine(), cell.condition());
    Path jfr = folder().resolve(name + ".jfr");
    Path log = folder().resolve(name + ".log");
    Path handover = folder().resolve(name + ".result");
    int passes = passes(cell);
    Optional<ForkFailure> failure;
    try (PrintStream out = new PrintStream(log.toFile(), StandardCharsets.UTF_8)) {
      failure =
          Fork.of(options(cell, passes, handover, library, jfr), out)
              .run(TrialLimit.of(cell, plan.warmupPassesOf(cell) + passes));
    } finally {
      Files.deleteIfExists(handover);
    }
    if (failure.isPresent()) {
      return ProfileRecord.failed(cell, failure.get().reason() + " (log: " + relative(log) + ")");
    }
    Files.delete(log);
    return convert(cell, name, jfr);
  }

  private ChainedOptionsBuilder options(
      Cell cell, int passes, Path handover, SamplerLibrary library, Path jfr) {
    return new TrialOptions(
            plan, TrialOptions.THIS_JAVA, ForkRoom.of(runFolder)::argsWithoutArchive)
        .of(cell)
        .warmupIterations(Math.max(1, plan.warmupPassesOf(cell)))
        .measurementIterations(passes)
        .param("result", handover.toAbsolutePath().toString())
        .addProfiler(
            StackSampler.class, StackSampler.initLine(library.file(), jfr.toAbsolutePath()));
  }

  private int passes(Cell cell) {
    long enough = (LEAST_BYTES + cell.sizeBytes() - 1) / cell.sizeBytes();
    return (int) Math.max(plan.measuredPasses(), enough);
  }

  private ProfileRecord convert(Cell cell, String name, Path jfr) throws IOException {
    Path collapsed = folder().resolve(name + ".collapsed");
    Path html = folder().resolve(name + ".html");
    FlameGraphs.collapse(jfr, collapsed);
    CollapsedStacks stacks = CollapsedStacks.read(collapsed);
    if (stacks.samples() == 0) {
      return ProfileRecord.failed(cell, "async-profiler took no sample");
    }
    FlameGraphs.draw(collapsed, html, cell.engine() + ", " + CellNames.condition(cell));
    return new ProfileRecord(
        cell,
        FlameGraphs.eventOf(jfr),
        stacks.hasKernelFrames(),
        stacks.samples(),
        relative(jfr),
        relative(collapsed),
        relative(html),
        null);
  }

  /** Holds every engine against the reference, where both have a profile. */
  private void drawDifferences() throws IOException {
    for (ProfileRecord profile : profiles) {
      Cell condition = profile.cell().condition();
      for (ProfileRecord base : profiles) {
        boolean pair =
            base.cell().engine().equals(plan.referenceEngine())
                && !profile.cell().engine().equals(plan.referenceEngine())
                && base.cell().condition().equals(condition);
        if (pair && profile.wasTaken() && base.wasTaken()) {
          differences.add(difference(base, profile));
        }
      }
    }
  }

  private Difference difference(ProfileRecord base, ProfileRecord profile) throws IOException {
    Cell condition = profile.cell().condition();
    String from = base.cell().engine();
    String to = profile.cell().engine();
    Path html = folder().resolve(CellNames.anchor(from + "-to-" + to, condition) + ".html");
    FlameGraphs.drawDifference(
        runFolder.resolve(base.collapsed()),
        runFolder.resolve(profile.collapsed()),
        html,
        "From " + from + " to " + to + ", " + CellNames.condition(condition));
    return new Difference(condition, from, to, relative(html));
  }

  private Path folder() {
    return runFolder.resolve(ProfileIndex.FOLDER);
  }

  private String relative(Path file) {
    return runFolder.relativize(file).toString();
  }
}
