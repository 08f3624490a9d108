package io.aiorevisited.reports.browser;

import io.aiorevisited.analysis.GuestRun;
import io.aiorevisited.analysis.NotComparableException;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.RunComparison;
import io.aiorevisited.analysis.cpu.LedgeredRun;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.DurationsRecord;
import io.aiorevisited.analysis.record.LatencyRecord;
import io.aiorevisited.analysis.record.ProfileRecord;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.TrialStatus;
import io.aiorevisited.analysis.record.folder.GeneratedRun;
import io.aiorevisited.analysis.record.folder.ProfileIndex;
import io.aiorevisited.analysis.record.folder.RunFolder;
import io.aiorevisited.reports.CompareReport;
import io.aiorevisited.reports.HtmlReport;
import io.aiorevisited.reports.SideBySide;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** Writes pages of every shape that a page can have. */
final class PageShapes {

  private static final String STACKS =
      """
      [home thread];io/aiorevisited/workloads/Pass.run_[j] 25
      [home thread];io/aiorevisited/workloads/Pass.run_[j];__pread64;vfs_read_[k] 70
      [home thread];strange 5
      """;

  private final Path folder;

  private PageShapes(Path folder) {
    this.folder = folder;
  }

  /** Writes a page, and returns its file. */
  private interface Shape {
    Path write() throws IOException, NotComparableException;
  }

  /** Writes all of them, two at a time, and returns their files. */
  static List<Path> write(Path folder) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Path>> shapes =
          new PageShapes(folder).all().stream().<Callable<Path>>map(shape -> shape::write).toList();
      List<Path> pages = new ArrayList<>();
      for (Future<Path> page : writers.invokeAll(shapes)) {
        pages.add(page.get());
      }
      return pages;
    } finally {
      writers.shutdownNow();
    }
  }

  private List<Shape> all() {
    Cell write = GeneratedRun.iozone("write", 16384);
    Cell read = GeneratedRun.dd("read");
    return List.of(
        () -> run("default", new GeneratedRun(1).rounds(10).engine("aio", 1.24)),
        () -> run("one-cell", of(2, write).rounds(6)),
        () -> run("two-cells", of(3, write, read).rounds(6).noise(0.2)),
        () -> run("forty-cells", new GeneratedRun(4).rounds(2).conditions(forty())),
        () -> run("four-depths", fourDepths()),
        () -> run("two-near-depths", new GeneratedRun(11).rounds(1).conditions(twoNearDepths())),
        () -> run("eight-engines", eightEngines()),
        this::others,
        () -> page("guests", GuestRun.write(folder.resolve("guests"), "tcg")),
        () -> run("six-states", new GeneratedRun(6).rounds(6).noise(0.3).conditions(sixStates())),
        () -> run("one-round", new GeneratedRun(7).rounds(1)),
        this::allFailed,
        this::profileOnly,
        this::severalRuns,
        this::comparison);
  }

  private Path run(String name, GeneratedRun run) throws IOException {
    return page(name, LedgeredRun.write(run, folder.resolve(name), PageShapes::timed));
  }

  private Path page(String name, RunFolder run) throws IOException {
    Path page = file(name);
    HtmlReport.write(RunAnalysis.of(run), page);
    return page;
  }

  private Path file(String name) {
    return folder.resolve(name + ".html");
  }

  private static GeneratedRun of(long seed, Cell... conditions) {
    return new GeneratedRun(seed).conditions(List.of(conditions));
  }

  private static List<Cell> forty() {
    List<Cell> conditions = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      conditions.add(GeneratedRun.iozone(i % 2 == 0 ? "write" : "read", 4096L * (i / 2 + 1)));
    }
    return conditions;
  }

  private static GeneratedRun eightEngines() {
    GeneratedRun run = new GeneratedRun(5).rounds(3);
    for (String engine :
        List.of("aio-ring", "uring", "uring-sqpoll", "asyncfilechannel", "vthreads")) {
      run.engine(engine, 1.1);
    }
    return run;
  }

  private static GeneratedRun fourDepths() {
    List<Cell> conditions = new ArrayList<>();
    for (int depth : new int[] {1, 4, 32, 128}) {
      conditions.add(atDepth("random", "read", 4096, depth, 0));
      conditions.add(atDepth("iozone", "write", 65536, depth, 0));
      conditions.add(atDepth("dd", "read", 1 << 20, 2 * depth, 512 << 10));
    }
    return new GeneratedRun(10).rounds(6).engine("uring", 1.3).conditions(conditions);
  }

  private static List<Cell> twoNearDepths() {
    return List.of(
        atDepth("random", "write", 4096, 30, 0), atDepth("random", "write", 4096, 31, 0));
  }

  private static Cell atDepth(
      String workload, String operation, long block, int depth, long split) {
    return TestRecords.cell(
        "", workload, operation, block, depth, split, "written", "none", 128 << 20);
  }

  private static List<Cell> sixStates() {
    List<Cell> conditions = new ArrayList<>();
    for (String state : List.of("written", "prealloc", "sparse")) {
      for (String cache : List.of("none", "writeback")) {
        conditions.add(
            TestRecords.cell("", "random", "write", 4096, 16, 0, state, cache, 16 << 20));
      }
    }
    return conditions;
  }

  /** QEMU's storage daemon in two builds, and programs of others. */
  private Path others() throws IOException {
    GeneratedRun run =
        of(12, GeneratedRun.iozone("write", 16384), GeneratedRun.dd("read"))
            .rounds(6)
            .engine("qsd-threads", 0.8)
            .engine("qsd-io_uring", 0.9)
            .engine("qsd-io_uring@10.1.0-rc2", 1)
            .engine("qsd-null", 4)
            .engine("qsd-null@10.1.0-rc2", 4.2)
            .peer("fio-psync", "psync", 1)
            .peer("qemu-img-io_uring", "threads", 0.8)
            .peer("qemu-img-io_uring@10.1.0-rc2", "threads", 0.9);
    return page("others", LedgeredRun.write(run, folder.resolve("others"), OthersTrials::of));
  }

  private Path allFailed() throws IOException {
    return page(
        "all-failed",
        new GeneratedRun(8)
            .rounds(2)
            .writeTo(folder.resolve("all-failed"), trial -> failed(trial, "io_submit: EIO")));
  }

  private Path profileOnly() throws IOException {
    GeneratedRun run = new GeneratedRun(9).rounds(1);
    RunFolder written = RunFolder.create(folder.resolve("profile-only"), run.manifest());
    Path profiles = Files.createDirectory(written.path().resolve("profiles"));
    Files.writeString(profiles.resolve("a.collapsed"), STACKS);
    Cell condition = run.manifest().plan().cells().get(0).condition();
    List<ProfileRecord> taken =
        run.manifest().plan().cells().stream()
            .filter(cell -> cell.condition().equals(condition))
            .map(
                cell ->
                    new ProfileRecord(
                        cell,
                        "perf_events",
                        true,
                        100,
                        "profiles/a.jfr",
                        "profiles/a.collapsed",
                        "profiles/a.html",
                        null))
            .toList();
    new ProfileIndex(taken, List.of()).write(written.path());
    return page("profile-only", written);
  }

  private Path severalRuns() throws IOException {
    List<RunAnalysis> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      runs.add(
          RunAnalysis.of(
              new GeneratedRun(20 + i)
                  .rounds(8)
                  .engine("aio", 1 + 0.2 * i)
                  .hostname("host-with-a-name-" + i)
                  .writeTo(folder.resolve("several-" + i))));
    }
    Path page = file("several-runs");
    HtmlReport.write(SideBySide.of(runs), page);
    return page;
  }

  private Path comparison() throws IOException, NotComparableException {
    Cell[] cells = {GeneratedRun.iozone("write", 16384), GeneratedRun.iozone("read", 16384)};
    RunAnalysis before = RunAnalysis.of(of(30, cells).writeTo(folder.resolve("before")));
    RunAnalysis after =
        RunAnalysis.of(of(31, cells).engine("aio", 1.3).writeTo(folder.resolve("after")));
    Path page = file("comparison");
    HtmlReport.write(CompareReport.of(RunComparison.of(before, after)), page);
    return page;
  }

  /** A trial whose requests take from a microsecond to a second. */
  private static TrialRecord timed(TrialRecord trial) {
    Random random = new Random(trial.trial());
    Histogram histogram = new Histogram(3);
    long[] nanos = new long[400];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = (long) Math.exp(Math.log(6e4) + 1.5 * random.nextGaussian());
      histogram.recordValue(nanos[i]);
    }
    Arrays.sort(nanos);
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    String encoded = Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    return TestRecords.trial(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        trial.status(),
        trial.reason(),
        trial.control(),
        trial.cell(),
        trial.startedAt(),
        trial.wallNanos(),
        trial.warmups(),
        trial.passes(),
        trial.receipts(),
        trial.result().warmupReceipts(),
        trial.gates(),
        new LatencyRecord(
            LatencyRecord.CLOSED_LOOP,
            new DurationsRecord(
                nanos.length,
                histogram.getMean(),
                nanos[0],
                nanos[200],
                nanos[360],
                nanos[396],
                nanos[399] * (trial.round() == 1 ? 40 : 1),
                nanos[399] * 50,
                encoded)),
        null);
  }

  private static TrialRecord failed(TrialRecord trial, String reason) {
    return TestRecords.trial(
        trial.schemaVersion(),
        trial.trial(),
        trial.round(),
        TrialStatus.FAILED,
        reason,
        trial.control(),
        trial.cell(),
        trial.startedAt(),
        trial.wallNanos(),
        null,
        null,
        null,
        null);
  }
}
