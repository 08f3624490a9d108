package io.aiorevisited.analysis.profile;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.ProfileRecord;
import io.aiorevisited.analysis.record.folder.ProfileIndex;
import io.aiorevisited.analysis.record.folder.ProfileIndex.Difference;
import io.aiorevisited.analysis.record.folder.RunFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The profiles of a run and the layers that their samples fall into.
 *
 * @param layered profiles that could be taken and read, in the order they were taken in
 * @param problems of those that couldn't, a sentence each
 * @param differences graphs that hold two engines against each other
 */
public record RunProfiles(
    List<Layered> layered, List<String> problems, List<Difference> differences) {

  /** One profile and its layers. */
  public record Layered(ProfileRecord profile, LayerShares shares) {}

  /** Reads what a run's folder has; an index that can't be read is a problem among others. */
  public static RunProfiles of(Path runFolder) {
    List<Layered> layered = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    ProfileIndex index = ProfileIndex.NONE;
    try {
      index = ProfileIndex.read(runFolder);
    } catch (IOException e) {
      problems.add(e.getMessage());
    }
    LayerRules rules = LayerRules.builtIn();
    for (ProfileRecord profile : index.profiles()) {
      String name = profile.cell().engine() + ", " + profile.cell().workload();
      if (!profile.wasTaken()) {
        problems.add(name + ": " + profile.problem());
        continue;
      }
      try {
        CollapsedStacks stacks =
            CollapsedStacks.read(RunFile.inside(runFolder, profile.collapsed()));
        layered.add(new Layered(profile, LayerShares.of(stacks, rules)));
      } catch (IOException e) {
        problems.add(name + ": its stacks can't be read: " + e.getMessage());
      }
    }
    return new RunProfiles(List.copyOf(layered), List.copyOf(problems), index.differences());
  }

  /** Tells whether profiles were asked for at all. */
  public boolean isEmpty() {
    return layered.isEmpty() && problems.isEmpty();
  }

  /** Returns the conditions that have a profile, in the order of tables. */
  public List<Cell> conditions() {
    return layered.stream()
        .map(l -> l.profile().cell().condition())
        .distinct()
        .sorted(Cell.tableOrder())
        .toList();
  }

  /** Returns the profiles of a condition, one an engine. */
  public List<Layered> of(Cell condition) {
    return layered.stream().filter(l -> l.profile().cell().condition().equals(condition)).toList();
  }

  /** Returns what made the samples, each once. */
  public List<String> events() {
    return layered.stream().map(l -> l.profile().event()).distinct().toList();
  }

  /** Returns the shares of samples whose layer is not known, one a profile. */
  public Stream<Double> unknownShares() {
    return layered.stream().map(l -> l.shares().share(Layer.UNKNOWN));
  }
}
