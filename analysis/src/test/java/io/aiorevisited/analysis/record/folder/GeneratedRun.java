package io.aiorevisited.analysis.record.folder;

import io.aiorevisited.analysis.record.ArmName;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.Host;
import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Receipts;
import io.aiorevisited.analysis.record.RunManifest;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Makes run folders with known answers: a seeded random order, log-normal trial-to-trial noise, a
 * planted ratio for each engine, a drift in time if wanted. The same settings give the same folder.
 */
public final class GeneratedRun {

  private static final long KIB = 1024;
  private static final long MIB = KIB * KIB;

  private final long seed;
  private int rounds = 6;
  private int passes = 3;
  private double noise = 0.02;
  private double passNoise = 0.01;
  private double driftPerTrial = 0;
  private String hostname = "generated-host";
  private String profile = "quick";
  private int schemaVersion = TrialRecord.SCHEMA_VERSION;
  private List<Cell> conditions = iozoneAndDd();
  private final Map<String, Double> ratioOfEngine = new LinkedHashMap<>();
  private final Map<String, String> counterparts = new LinkedHashMap<>();

  /** Starts with the three engines of 2009, all equally fast, over the 2009 workloads. */
  public GeneratedRun(long seed) {
    this.seed = seed;
    engine("psync", 1.0).engine("threads", 1.0).engine("aio", 1.0);
  }

  /** Adds an engine or a guest, or plants another ratio to the base throughput. */
  public GeneratedRun engine(String name, double ratio) {
    ratioOfEngine.put(name, ratio);
    return this;
  }

  /** Adds a program of others, which is held against an engine. */
  public GeneratedRun peer(String name, String counterpart, double ratio) {
    counterparts.put(name, counterpart);
    return engine(name, ratio);
  }

  /** Leaves only these engines, those that are new equally fast. */
  public GeneratedRun engines(List<String> names) {
    ratioOfEngine.keySet().retainAll(names);
    names.forEach(name -> ratioOfEngine.putIfAbsent(name, 1.0));
    return this;
  }

  public GeneratedRun rounds(int number) {
    rounds = number;
    return this;
  }

  public GeneratedRun passes(int number) {
    passes = number;
    return this;
  }

  /** Sets the standard deviation of ln(throughput) between trials. */
  public GeneratedRun noise(double sigma) {
    noise = sigma;
    return this;
  }

  /** Sets the standard deviation of ln(throughput) between the passes of a trial. */
  public GeneratedRun passNoise(double sigma) {
    passNoise = sigma;
    return this;
  }

  /** Makes every trial slower than the one before by this share. */
  public GeneratedRun driftPerTrial(double share) {
    driftPerTrial = share;
    return this;
  }

  public GeneratedRun hostname(String name) {
    hostname = name;
    return this;
  }

  /** Lets the manifest be of another schema; one of 1 has no primary questions. */
  public GeneratedRun schemaVersion(int version) {
    schemaVersion = version;
    return this;
  }

  public GeneratedRun profile(String name) {
    profile = name;
    return this;
  }

  /** Replaces the conditions (cells without an engine). */
  public GeneratedRun conditions(List<Cell> list) {
    conditions = List.copyOf(list);
    return this;
  }

  /** The conditions of the 2009 tables. */
  public static List<Cell> iozoneAndDd() {
    List<Cell> list = new ArrayList<>();
    for (long blockSize : new long[] {16 * KIB, 64 * KIB, 256 * KIB}) {
      for (String operation : List.of("write", "read")) {
        list.add(iozone(operation, blockSize));
      }
    }
    list.add(dd("write"));
    list.add(dd("read"));
    return list;
  }

  public static Cell iozone(String operation, long blockSizeBytes) {
    return TestRecords.cell(
        "", "iozone", operation, blockSizeBytes, 1, 0, "written", "none", 64 * MIB);
  }

  public static Cell dd(String operation) {
    return TestRecords.cell(
        "", "dd", operation, 20 * MIB, 40, 512 * KIB, "written", "none", 200 * MIB);
  }

  /** The manifest that {@link #writeTo} puts into the folder. */
  public RunManifest manifest() {
    List<Cell> cells = new ArrayList<>();
    List<Plan.PlannedComparison> family = new ArrayList<>();
    List<Plan.PlannedComparison> agreements = new ArrayList<>();
    List<Plan.PlannedComparison> guests = new ArrayList<>();
    for (Cell condition : conditions) {
      for (String engine : ratioOfEngine.keySet()) {
        cells.add(condition.withEngine(engine));
        if (counterparts.containsKey(engine)) {
          agreements.add(new Plan.PlannedComparison(condition, engine, counterparts.get(engine)));
        } else if (engine.startsWith("guest-")) {
          if (!engine.equals("guest-threads")) {
            guests.add(new Plan.PlannedComparison(condition, engine, "guest-threads"));
          }
        } else if (!engine.equals("threads") && !engine.equals("null")) {
          family.add(new Plan.PlannedComparison(condition, engine, "threads"));
        }
      }
    }
    Plan plan =
        TestRecords.plan(
            profile,
            seed,
            rounds,
            1,
            passes,
            "threads",
            0.03,
            0.95,
            false,
            "/data/scratch.bin",
            cells,
            family);
    return new RunManifest(
        schemaVersion,
        "generated-" + seed,
        "2026-01-02T03:04:05Z",
        List.of("run", "--profile", profile, "--seed", Long.toString(seed)),
        Map.of("aio-revisited", "1.0.0", "jdk", "17.0.1", "jmh", "1.37"),
        with(schemaVersion == 1 ? plan : TestRecords.withQuestions(plan), agreements, guests),
        host());
  }

  private static Plan with(
      Plan plan, List<Plan.PlannedComparison> agreements, List<Plan.PlannedComparison> guests) {
    return new Plan(
        plan.profile(),
        plan.seed(),
        plan.rounds(),
        plan.warmupPasses(),
        plan.warmupRequests(),
        plan.measuredPasses(),
        plan.referenceEngine(),
        plan.marginRatio(),
        plan.confidence(),
        plan.verify(),
        plan.targetPath(),
        plan.cells(),
        plan.family(),
        plan.interleave(),
        plan.primary(),
        plan.stopping(),
        agreements,
        guests,
        List.of(),
        qemuFolders(plan));
  }

  /** A folder for each build of QEMU that an engine's name has behind its {@code @}. */
  private static Map<String, String> qemuFolders(Plan plan) {
    return plan.cells().stream()
        .map(cell -> ArmName.of(cell.engine()).build())
        .filter(build -> !build.isEmpty())
        .distinct()
        .collect(Collectors.toMap(build -> build, build -> "/opt/qemu-" + build));
  }

  private Host host() {
    return new Host(
        hostname,
        "6.18.0",
        "Generated CPU",
        2,
        4096 * MIB,
        "performance",
        "tsc",
        "ext4 (rw,relatime)",
        "/dev/vda (virtual)",
        Map.of("max_sectors_kb", "1280", "scheduler", "none", "rotational", "0"),
        "write back",
        "kvm",
        Map.of("transparent_hugepage/enabled", "madvise"));
  }

  /** Every trial of the run in its random order. */
  public List<TrialRecord> trials() {
    Random random = new Random(seed);
    RunManifest manifest = manifest();
    Instant clock = Instant.parse(manifest.createdAt());
    List<TrialRecord> trials = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      List<Arm> arms = new ArrayList<>();
      manifest.plan().cells().forEach(cell -> arms.add(new Arm(cell, false)));
      if (ratioOfEngine.containsKey("threads")) {
        conditions.forEach(c -> arms.add(new Arm(c.withEngine("threads"), true)));
      }
      Collections.shuffle(arms, random);
      for (Arm arm : arms) {
        trials.add(trial(trials.size() + 1, round, arm, clock, random));
        clock = clock.plusSeconds(4);
      }
    }
    return trials;
  }

  private record Arm(Cell cell, boolean control) {}

  private TrialRecord trial(int number, int round, Arm arm, Instant startedAt, Random random) {
    Cell cell = arm.cell();
    double bytesPerSecond =
        baseBytesPerSecond(cell)
            * ratioOfEngine.get(cell.engine())
            * Math.exp(noise * random.nextGaussian())
            * Math.pow(1 - driftPerTrial, number);
    List<PassRecord> list = new ArrayList<>();
    long request = cell.requestBytes();
    for (int pass = 0; pass < passes; pass++) {
      double speed = bytesPerSecond * Math.exp(passNoise * random.nextGaussian());
      list.add(
          TestRecords.pass(
              Math.round(cell.sizeBytes() / speed * 1e9),
              cell.sizeBytes(),
              cell.sizeBytes() / request,
              1024));
    }
    Receipts receipts =
        new Receipts(
            passes * cell.sizeBytes() / request, Map.of("pread64", 1L), 0, 0, Map.of(), 0, 0, 0);
    return TestRecords.trial(
        TrialRecord.SCHEMA_VERSION,
        number,
        round,
        TrialStatus.OK,
        null,
        arm.control(),
        cell,
        startedAt.toString(),
        1_000_000_000L + 2 * list.stream().mapToLong(PassRecord::durationNanos).sum(),
        list,
        list,
        receipts,
        receipts);
  }

  /** Base throughput: rises with the block size, reads faster than writes. */
  private static double baseBytesPerSecond(Cell cell) {
    double read = cell.operation().equals("read") ? 1.3 : 1.0;
    return read * 900e6 * cell.blockSizeBytes() / (cell.blockSizeBytes() + 96.0 * KIB);
  }

  /** Writes the run into a folder that holds none yet, all trials at once. */
  public RunFolder writeTo(Path folder) throws IOException {
    return writeTo(folder, UnaryOperator.identity());
  }

  /** Writes the run with every trial changed, for what this generator does not plant itself. */
  public RunFolder writeTo(Path folder, UnaryOperator<TrialRecord> change) throws IOException {
    RunFolder run = write(folder, change);
    // One of an older schema is lifted as it is read.
    return schemaVersion == TrialRecord.SCHEMA_VERSION ? run : RunFolder.open(folder);
  }

  /** Writes the run and does not read it again. */
  public void write(Path folder) throws IOException {
    write(folder, UnaryOperator.identity());
  }

  private RunFolder write(Path folder, UnaryOperator<TrialRecord> change) throws IOException {
    RunFolder run = RunFolder.create(folder, manifest());
    run.append(trials().stream().map(change).toList());
    return run;
  }
}
