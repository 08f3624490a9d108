package io.aiorevisited.harness.peers;

import io.aiorevisited.analysis.record.ArmName;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.qsd.QsdEngine;
import io.aiorevisited.harness.guest.GuestParts;
import io.aiorevisited.harness.guest.GuestType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The programs that are not ours which arms start: which, from where, and what they are. */
public final class ArmPrograms {

  private ArmPrograms() {}

  /** Name of the program that an arm starts; empty if it starts none. */
  public static Optional<String> executable(String arm) {
    String base = ArmName.baseOf(arm);
    return EngineType.find(base)
        .filter(engine -> engine.traits().hasDaemon())
        .map(engine -> QsdEngine.PROGRAM)
        .or(() -> PeerType.find(base).map(peer -> peer.program().executable()));
  }

  /**
   * Where the programs of an arm are looked for.
   *
   * @param installed where those are that come from no other build
   */
  public static InstalledPrograms of(Plan plan, String arm, InstalledPrograms installed) {
    return plan.qemuFolder(arm)
        .map(folder -> installed.withQemuIn(Path.of(folder)))
        .orElse(installed);
  }

  /**
   * What the programs of a plan's arms are, by their names and builds: version, file, and a part of
   * its hash, so that a run isn't taken up with others. In place of what can't be told it says why.
   */
  public static Map<String, String> versions(Plan plan, InstalledPrograms installed) {
    Map<String, String> versions = new TreeMap<>();
    names(plan)
        .forEach(
            name ->
                versions.put(
                    name, described(of(plan, name, installed).find(ArmName.baseOf(name)))));
    return versions;
  }

  /** Names of the programs of a plan's arms, each with its build: {@code qemu-img@10.1}. */
  public static Set<String> names(Plan plan) {
    Set<String> names = new TreeSet<>();
    for (Cell cell : plan.cells()) {
      String arm = cell.engine();
      executable(arm)
          .or(() -> GuestType.find(arm).map(guest -> GuestParts.QEMU))
          .ifPresent(program -> names.add(ArmName.of(arm).withBase(program).toString()));
    }
    return names;
  }

  private static String described(Optional<Path> program) {
    if (program.isEmpty()) {
      return "not installed";
    }
    Path file = program.get();
    try {
      return ProgramVersion.line(file) + ", " + file + ", SHA-256 " + ProgramVersion.hash(file);
    } catch (IOException e) {
      return file + " " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return file + ": interrupted while it was asked";
    }
  }
}
