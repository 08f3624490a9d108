package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Host;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.RunManifest;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.engines.InstalledPrograms;
import io.aiorevisited.harness.forks.ForkSettings;
import io.aiorevisited.harness.forks.JvmArgs;
import io.aiorevisited.harness.forks.Loopback;
import io.aiorevisited.harness.forks.TrialOptions;
import io.aiorevisited.harness.guest.GuestParts;
import io.aiorevisited.harness.guest.GuestUnsupportedException;
import io.aiorevisited.harness.host.HostSnapshot;
import io.aiorevisited.harness.peers.ArmPrograms;
import io.aiorevisited.harness.places.DevicePlace;
import io.aiorevisited.harness.places.ExistingPlace;
import io.aiorevisited.harness.places.LeftBehind;
import io.aiorevisited.harness.places.Place;
import io.aiorevisited.harness.places.ResultsFolder;
import io.aiorevisited.harness.places.ScratchPlace;
import io.aiorevisited.harness.plan.Cut;
import io.aiorevisited.harness.plan.GuestCells;
import io.aiorevisited.harness.plan.GuestRequest;
import io.aiorevisited.harness.plan.PeerCells;
import io.aiorevisited.harness.plan.PlanBuilder;
import io.aiorevisited.harness.plan.PlanFacts;
import io.aiorevisited.harness.plan.Profile;
import io.aiorevisited.harness.plan.RunRequest;
import io.aiorevisited.harness.plan.WrongCallException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes a run from what was asked for to its report; touches nothing before all of it is checked.
 */
public final class RunStarter {

  private final List<String> commandLine;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param commandLine arguments as typed, for the record
   * @param out results
   * @param err progress
   */
  public RunStarter(List<String> commandLine, PrintStream out, PrintStream err) {
    this.commandLine = List.copyOf(commandLine);
    this.out = out;
    this.err = err;
  }

  /**
   * Runs.
   *
   * @param target where the scratch file is to be, or a block device; null for the run's folder
   * @param destroyData serial number or size of a device whose data may be lost
   * @param runFolder the run's folder, absent or empty; null for one under {@code results/}
   * @param profiling whether CPU profiles are taken, too
   * @throws WrongCallException if it can't be done; then nothing was touched
   * @throws IOException if the target is refused, and then nothing was touched, or if the record,
   *     the scratch file or the report can't be written
   */
  public Outcome run(
      RunRequest request,
      Path target,
      Optional<String> destroyData,
      Path runFolder,
      Budget budget,
      Profiling profiling)
      throws IOException {
    Loopback.check();
    HostSnapshot snapshot = HostSnapshot.ofThisHost();
    Path folderPath =
        runFolder == null ? ResultsFolder.newRun(snapshot.hostname()) : unused(runFolder);
    ScratchPlace inFolder = ScratchPlace.inRunFolder(folderPath);
    if (target != null && DevicePlace.isDevice(target)) {
      RunRequest ofDevice = request.onDevice();
      Plan plan = PlanBuilder.build(ofDevice, target); // a wrong call, before the device is opened
      try (DevicePlace device = DevicePlace.admit(target, plan, destroyData, err)) {
        return run(ofDevice, device, snapshot, folderPath, budget, profiling);
      }
    }
    if (destroyData.isPresent()) {
      throw new WrongCallException(
          "--destroy-data is for block devices, and --target is not one: leave it out");
    }
    if (target != null && ExistingPlace.isFile(target)) {
      RunRequest ofFile = request.onExistingFile(target);
      PlanBuilder.build(ofFile, target); // a wrong call is said before the file is looked at
      return run(ofFile, ExistingPlace.at(target), snapshot, folderPath, budget, profiling);
    }
    ScratchPlace place =
        target == null ? inFolder : ScratchPlace.named(target, folderPath.getFileName().toString());
    return run(request.onFile(), place, snapshot, folderPath, budget, profiling);
  }

  private Outcome run(
      RunRequest request,
      Place place,
      HostSnapshot snapshot,
      Path folderPath,
      Budget budget,
      Profiling profiling)
      throws IOException {
    Plan plan = PlanBuilder.build(request, place.file());
    new JvmArgs(plan.jvmArgs()).tryOut(TrialOptions.THIS_JAVA);
    place.check(new PlanFacts(plan).scratchBytes(), snapshot);
    Host host = place.describe(snapshot);
    checkAlignment(plan, host);
    List<String> guestLines = guestLines(request, plan);
    Announcement.lines(plan, host, budget, profiling, place).forEach(err::println);
    PeerCells.lines(request, plan).forEach(err::println);
    guestLines.forEach(err::println);
    LeftBehind.beneath(folderPath.getParent()).forEach(line -> err.println("warning: " + line));
    try (Interruption interruption = Interruption.install()) {
      RunFolder folder =
          RunFolder.create(
              folderPath, manifest(folderPath, plan, host, guestFacts(request.guests())));
      RunLock lock = RunLock.take(folderPath);
      try (lock) {
        return new RunToReport(out, err)
            .carryOut(folder, Cut.of(request), budget, profiling, interruption);
      }
    }
  }

  /** Refuses requests that the device can't take whole, which a larger sector than 512 makes. */
  private static void checkAlignment(Plan plan, Host host) {
    String sector = host.queue().getOrDefault("logical_block_size", "512");
    if (!sector.matches("[0-9]{1,9}")) {
      return; // not told: the trial will say so
    }
    long sectorBytes = Long.parseLong(sector);
    for (Cell cell : plan.cells()) {
      if (cell.blockSizeBytes() % sectorBytes != 0 || cell.splitBytes() % sectorBytes != 0) {
        throw new WrongCallException(
            host.device()
                + " takes direct I/O in multiples of "
                + sectorBytes
                + " bytes only: choose --block-sizes and --split so");
      }
    }
  }

  /**
   * What is said of guests beforehand.
   *
   * @throws WrongCallException if the profile is there for guests, and this host can't run any
   */
  private static List<String> guestLines(RunRequest request, Plan plan) {
    if (request.guests().types().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(GuestCells.lines(request, plan));
    try {
      GuestParts.find(InstalledPrograms.ofThisHost(), request.guests().wishes());
    } catch (GuestUnsupportedException e) {
      if (request.profile() == Profile.GUEST) {
        throw new WrongCallException("no guest can be booted: " + e.getMessage());
      }
      lines.add("  guest    UNSUPPORTED: " + e.getMessage());
    }
    return lines;
  }

  private static Map<String, String> guestFacts(GuestRequest guests) {
    return guests.types().isEmpty() ? Map.of() : guests.wishes().facts();
  }

  private RunManifest manifest(Path folder, Plan plan, Host host, Map<String, String> guestFacts) {
    return new RunManifest(
        TrialRecord.SCHEMA_VERSION,
        folder.getFileName().toString(),
        Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
        commandLine,
        withGuests(versions(plan), guestFacts),
        plan,
        host);
  }

  /** Versions, and what the guests of a run are made of. */
  static Map<String, String> withGuests(
      Map<String, String> versions, Map<String, String> guestFacts) {
    Map<String, String> all = new LinkedHashMap<>(versions);
    all.putAll(guestFacts);
    return all;
  }

  /** Versions of all that figures depend on, and how a trial's JVM is started. */
  static Map<String, String> versions(Plan plan) {
    Map<String, String> versions = versions();
    versions.putAll(ArmPrograms.versions(plan, InstalledPrograms.ofThisHost()));
    return versions;
  }

  /** The same for plans that start no programs but ours. */
  static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>(Versions.all());
    versions.put("trialJvmArgs", String.join(" ", ForkSettings.trialArgs()));
    return versions;
  }

  private static Path unused(Path runFolder) throws IOException {
    if (Files.isDirectory(runFolder)) {
      try (Stream<Path> entries = Files.list(runFolder)) {
        if (entries.findAny().isPresent()) {
          throw new WrongCallException(runFolder + " is not empty: name a new folder with --out");
        }
      }
    }
    return runFolder.toAbsolutePath().normalize();
  }
}
