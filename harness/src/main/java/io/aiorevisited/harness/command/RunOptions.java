package io.aiorevisited.harness.command;

import io.aiorevisited.analysis.stats.verdict.VerdictRule;
import io.aiorevisited.analysis.stats.verdict.VerdictSettings;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.CpuPlacement;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.linux.Binding;
import io.aiorevisited.harness.experiment.Budget;
import io.aiorevisited.harness.experiment.Profiling;
import io.aiorevisited.harness.forks.JvmArgs;
import io.aiorevisited.harness.guest.GuestType;
import io.aiorevisited.harness.peers.ArmPrograms;
import io.aiorevisited.harness.plan.Conditions;
import io.aiorevisited.harness.plan.EngineArm;
import io.aiorevisited.harness.plan.GuestRequest;
import io.aiorevisited.harness.plan.Interleave;
import io.aiorevisited.harness.plan.PeerArm;
import io.aiorevisited.harness.plan.Profile;
import io.aiorevisited.harness.plan.QemuFolders;
import io.aiorevisited.harness.plan.RunRequest;
import io.aiorevisited.harness.plan.RunRequest.PassSizes;
import io.aiorevisited.harness.plan.WrongCallException;
import io.aiorevisited.workloads.Workload;
import io.aiorevisited.workloads.targets.TargetState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code run}. */
final class RunOptions {

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "quick",
      converter = OptionWords.OfProfile.class,
      description = {
        "How much is measured:",
        "smoke  seconds, 2 rounds, for continuous integration;",
        "quick  within 5 minutes, 10 rounds of short passes (default);",
        "standard  about 30 minutes, 20 rounds;",
        "rigorous  a pilot of 10 rounds, then on until every interval is narrow enough;",
        "paper  the experiment of 2009 at its own size, 10 rounds, hours;",
        "guest  2009's own rows in real guests of QEMU, 8 rounds, a quarter of an hour."
      })
  private Profile profile;

  @Option(
      names = "--engines",
      paramLabel = "NAME",
      split = ",",
      converter = OptionWords.OfArm.class,
      completionCandidates = OptionWords.Engines.class,
      description =
          "Engines: ${COMPLETION-CANDIDATES} (default: psync,threads,aio); programs of others"
              + " to hold them against: fio-psync, fio-libaio, fio-io_uring, dd, qemu-img-threads,"
              + " qemu-img-native, qemu-img-io_uring; and real guests of QEMU: guest-threads,"
              + " guest-native, guest-io_uring (default with --profile guest: the first two beside"
              + " the three engines). Storage daemons and qemu-img take @VERSION, see --qemu-dir.")
  private List<String> engines;

  @Option(
      names = "--qemu-dir",
      paramLabel = "[NAME=]PATH",
      converter = OptionWords.OfQemuDir.class,
      description =
          "A folder with the programs of another build of QEMU, whose engines are named by its"
              + " version, as in --engines qsd-native,qsd-native@10.1, or by NAME. Once for each"
              + " build.")
  private List<QemuFolders.Folder> qemuFolders = List.of();

  @Option(
      names = "--workloads",
      paramLabel = "NAME",
      split = ",",
      converter = OptionWords.OfWorkload.class,
      description = "Workloads: iozone, dd, random (default: iozone,dd).")
  private List<Workload> workloads;

  @Option(
      names = "--operations",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "write,read",
      converter = OptionWords.OfOperation.class,
      description = "Directions: write, read (default: both).")
  private List<IoOperation> operations;

  @Option(
      names = "--block-sizes",
      paramLabel = "SIZE",
      split = ",",
      converter = OptionWords.OfSize.class,
      description =
          "Block sizes, as in 16k,64k,20M (default: the profile's). With both workloads, sizes of 1M"
              + " and more are dd's, smaller ones iozone's.")
  private List<Long> blockSizes;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      converter = OptionWords.OfPassSizes.class,
      description =
          "Bytes of one pass, for all workloads or each its own: 1G, or iozone=256M,dd=400M"
              + " (default: the profile's). A multiple of each block size.")
  private PassSizes size = PassSizes.OF_PROFILE;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      converter = OptionWords.OfRounds.class,
      description =
          "Rounds, each of which measures every cell once (default: the profile's); with rigorous the"
              + " most that there can be. Verdicts need 6.")
  private Integer rounds;

  @Option(
      names = "--target",
      paramLabel = "PATH",
      description =
          "Where the scratch file is made: a directory, or a file that isn't there yet (default: in"
              + " the run's folder). Or a block device, by its full path, that nobody uses;"
              + " or, with --operations read, a file that is there.")
  private Path target;

  @Option(
      names = "--destroy-data",
      paramLabel = "SERIAL-OR-SIZE",
      description =
          "The serial number or the size of the block device that --target names: all data on it may"
              + " be lost. Needed to write to one that carries any.")
  private String destroyData;

  @Option(
      names = "--target-state",
      paramLabel = "NAME",
      split = ",",
      converter = OptionWords.OfState.class,
      description = {
        "What the target is made of when a pass starts:",
        "written   a file with data throughout (default);",
        "prealloc  allocated by fallocate, nothing written;",
        "sparse    one hole;",
        "device    a block device (default where the target is one);",
        "existing  a file that is there already, only read (default where the target is one)."
      })
  private List<TargetState> states;

  @Option(
      names = "--cache",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "none",
      converter = OptionWords.OfCache.class,
      description =
          "Cache modes by QEMU's names: none (O_DIRECT), writethrough (O_DSYNC), writeback"
              + " (buffered) (default: none).")
  private List<CacheMode> cacheModes;

  @Option(
      names = "--buffers",
      paramLabel = "PAGES",
      split = ",",
      converter = OptionWords.OfBuffers.class,
      description =
          "Pages that the I/O buffers are asked to lie in: huge, small, or both to compare them"
              + " (default: huge; small for all beside programs of others, which have no others).")
  private List<BufferPages> buffers;

  @Option(
      names = "--placement",
      paramLabel = "WHERE",
      split = ",",
      defaultValue = "free",
      converter = OptionWords.OfPlacement.class,
      description =
          "Processors of the home thread and an engine's workers: free (the scheduler's choice),"
              + " same (one for all), apart (one each), or several to compare them"
              + " (default: free).")
  private List<CpuPlacement> placements;

  @Option(
      names = "--interleave",
      paramLabel = "WHAT",
      defaultValue = "passes",
      converter = OptionWords.OfInterleave.class,
      description = {
        "How the engines of a cell share the machine:",
        "passes  their JVMs are alive together and take turns, one pass at a time (default);",
        "forks   one JVM runs after another, for a host without memory for all of them."
      })
  private Interleave interleave;

  @Option(
      names = "--binding",
      paramLabel = "NAME",
      defaultValue = "jna",
      converter = OptionWords.OfBinding.class,
      description =
          "What binds system calls: jna, ffm (the foreign-function API of Java 22 and later), or"
              + " auto for ffm where there is one (default: jna).")
  private Binding binding;

  @Option(
      names = "--jvm-args",
      paramLabel = "ARGS",
      converter = OptionWords.OfJvmArgs.class,
      description =
          "Arguments of the trials' JVMs beyond those that every trial has, separated by blanks, as"
              + " in -XX:TieredStopAtLevel=1; none for no more (default: the profile's).")
  private JvmArgs jvmArgs;

  @Option(
      names = "--allow-blocking-aio",
      description = "Measure aio without O_DIRECT, too, where its submission blocks.")
  private boolean allowBlockingAio;

  @Option(
      names = "--depth",
      paramLabel = "N",
      split = ",",
      converter = OptionWords.OfDepth.class,
      description =
          "Blocks kept in flight, as in 1,4,32: each depth is a cell (default: 1; random 1,16)."
              + " Blocks of dd are split on top of it, see --split.")
  private List<Integer> depths;

  @Option(
      names = "--split",
      paramLabel = "SIZE|none",
      converter = OptionWords.OfSplit.class,
      description =
          "Longest request that a dd block is split into; none sends it whole (default: 512k).")
  private OptionalLong split = OptionalLong.empty();

  @Option(
      names = "--reference",
      paramLabel = "ENGINE",
      converter = OptionWords.OfEngine.class,
      description =
          "Engine that the others are compared with, and that the control arm repeats (default:"
              + " threads, or the first one named).")
  private EngineArm reference;

  @Option(
      names = "--margin",
      paramLabel = "PERCENT",
      defaultValue = "3%",
      converter = OptionWords.OfMargin.class,
      description = "Smallest difference that matters (default: 3%%).")
  private double margin = VerdictSettings.DEFAULT_MARGIN;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = OptionWords.OfSeed.class,
      description = "Seed of the order inside the rounds (default: the clock's).")
  private Long seed;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = OptionWords.OfTime.class,
      description =
          "No round is started that would not end within this time, as in 90s, 10m, 2h (default:"
              + " smoke 5m, quick 280s, standard 40m, rigorous 4h, paper 6h, guest 30m).")
  private Duration budget;

  @Option(
      names = "--verify",
      description = "Prove at the end of each trial, by plain reads, that the data is right.")
  private boolean verify;

  @Option(
      names = "--profiles",
      description =
          "Take a CPU profile of every cell when all rounds are done: flame graphs, and where the"
              + " CPU time goes.")
  private boolean profiles;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The run's folder, new or empty (default: results/<date-time>-<host>/, in the current"
              + " directory).")
  private Path out;

  @Mixin private GuestOptions guestOptions;

  RunRequest request() {
    List<String> arms = engines == null ? profile.arms() : engines;
    List<GuestType> guests = arms.stream().flatMap(word -> GuestType.find(word).stream()).toList();
    if (guests.isEmpty() && guestOptions.areGiven()) {
      throw new WrongCallException(
          "--guest-kernel and --guest-accel are for guests, and none is measured: add one to"
              + " --engines, such as guest-native, or leave them out");
    }
    return new RunRequest(
        profile,
        arms.stream().flatMap(word -> EngineArm.find(word).stream()).toList(),
        named("--workloads", workloads),
        operations,
        named("--block-sizes", blockSizes),
        size,
        rounds == null ? 0 : rounds,
        split,
        reference,
        margin,
        seed == null ? Instant.now().getEpochSecond() : seed,
        verify,
        new Conditions(
            named("--target-state", states),
            cacheModes,
            named("--depth", depths),
            buffers == null ? List.of(defaultBuffers(arms)) : named("--buffers", buffers),
            named("--placement", placements),
            allowBlockingAio),
        interleave,
        arms.stream().flatMap(word -> PeerArm.find(word).stream()).toList(),
        jvmArgs == null ? profile.jvmArgs() : jvmArgs.list(),
        QemuFolders.find(qemuFolders, arms),
        new GuestRequest(guests, guestOptions.wishes()));
  }

  /**
   * Like is compared with like: programs of others have small pages, but for fio with hugetlbfs,
   * and so has memory that is shared with a daemon, but on few hosts.
   */
  private static BufferPages defaultBuffers(List<String> arms) {
    return arms.stream().anyMatch(RunOptions::hasSmallPages) ? BufferPages.SMALL : BufferPages.HUGE;
  }

  private static boolean hasSmallPages(String engine) {
    return ArmPrograms.executable(engine).isPresent() || GuestType.find(engine).isPresent();
  }

  /** What an option lists; nothing where it isn't given. */
  private static <T> List<T> named(String option, List<T> list) {
    if (list != null && list.isEmpty()) {
      throw new WrongCallException(option + " has no value: give one or more, separated by commas");
    }
    return list == null ? List.of() : list;
  }

  /** What binds the system calls of this program and of its trials. */
  Binding binding() {
    return binding;
  }

  /** Where the scratch file is to be, or null for the run's folder. */
  Path target() {
    return target;
  }

  Optional<String> destroyData() {
    return Optional.ofNullable(destroyData);
  }

  Budget budget() {
    return budget == null
        ? new Budget(profile.budget(), VerdictRule.MIN_ROUNDS)
        : new Budget(budget, 1);
  }

  Path out() {
    return out;
  }

  Profiling profiling() {
    return profiles ? Profiling.AFTERWARDS : Profiling.NONE;
  }
}
