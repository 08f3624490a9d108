package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.aiorevisited.analysis.record.Receipts;
import io.aiorevisited.analysis.record.TrialHandover;
import io.aiorevisited.analysis.record.TrialResult;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.linux.Architecture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what an engine says that it did against what the kernel saw. */
class ReceiptsAgainstStraceIT {
  private static final int FILE_BYTES = 1 << 20;
  private static final long REQUESTS =
      (long) TracedTrials.PASSES * FILE_BYTES / TracedTrials.BLOCK_BYTES;
  private static final String EPOLL = Architecture.current().epollWaitName();
  private static final List<String> COUNTED =
      List.of("pread64", "read", "write", EPOLL, "io_submit", "io_getevents", "io_uring_enter");

  /** Also of a call during which strace saw another one. */
  private static final Pattern THE_JDKS_FLAGS = Pattern.compile("O_RDONLY\\|O_DIRECT[ )]");

  private static final Pattern LINE = Pattern.compile("^(\\d+)\\s+(\\w+)\\((.*)$");
  private static final Pattern MARK = Pattern.compile("/(trial-[a-z0-9_-]+)\"");

  @TempDir static Path folder;
  private static Path file;
  private static String skipped = "";
  private static final Map<String, List<Call>> CALLS = new HashMap<>();

  /** One system call as strace saw it begin. */
  private record Call(int thread, String name, String arguments) {

    /** Whether an engine counts a call like this: on its file, or on what it is woken by. */
    boolean counts() {
      return switch (name) {
        case "pread64" -> isOn(file);
        case "read", "write" -> arguments.contains("anon_inode:[eventfd]");
        default -> true;
      };
    }

    boolean isOn(Path path) {
      return arguments.contains(path.toString());
    }
  }

  /** What both sides say of one trial. */
  private record Evidence(Receipts warmup, Receipts measured, List<Call> calls) {
    long requests() {
      return warmup.requests() + measured.requests();
    }

    long receipt(String syscall) {
      return warmup.syscalls().getOrDefault(syscall, 0L)
          + measured.syscalls().getOrDefault(syscall, 0L);
    }

    List<Call> seen(String syscall) {
      return calls.stream().filter(call -> call.name().equals(syscall) && call.counts()).toList();
    }

    /** What both sides must agree in. */
    long agreed(String syscall) {
      assertThat(receipt(syscall)).as(syscall).isEqualTo(seen(syscall).size());
      return receipt(syscall);
    }
  }

  /** Runs all trials in one JVM under strace, which stops it at these calls alone. */
  @BeforeAll
  static void traceAll() throws Exception {
    try {
      Process probe =
          new ProcessBuilder("strace", "-o", folder.resolve("probe").toString(), "true").start();
      if (probe.waitFor() != 0) {
        skipped = "strace can't trace here";
        return;
      }
    } catch (IOException e) {
      skipped = "strace is not installed: " + e.getMessage();
      return;
    }
    byte[] data = new byte[FILE_BYTES];
    new Random(2009).nextBytes(data);
    file = Files.write(folder.resolve("file"), data);
    Path trace = folder.resolve("trace");
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-y",
                "-qq",
                "-e",
                "trace=openat,io_uring_setup," + String.join(",", COUNTED),
                "-e",
                "signal=none",
                "-o",
                trace.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                FromTheJar.testsClassPath(),
                TracedTrials.class.getName(),
                file.toString(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(() -> text(output)).isZero();
    CALLS.clear();
    String trial = "";
    for (String line : Files.readAllLines(trace)) {
      Matcher call = LINE.matcher(line);
      if (call.matches()) {
        Call seen = new Call(Integer.parseInt(call.group(1)), call.group(2), call.group(3));
        Matcher mark = MARK.matcher(seen.arguments());
        trial = seen.name().equals("openat") && mark.find() ? mark.group(1) : trial;
        CALLS.computeIfAbsent(trial, name -> new ArrayList<>()).add(seen);
      }
    }
  }

  @BeforeEach
  void needsStrace() {
    assumeTrue(skipped.isEmpty(), skipped);
  }

  static Stream<Arguments> everyTrial() {
    return Stream.of(EngineType.values())
        .flatMap(
            engine ->
                Arrays.stream(TracedTrials.DEPTHS).mapToObj(depth -> arguments(engine, depth)));
  }

  @ParameterizedTest
  @MethodSource("everyTrial")
  void shouldCountEveryCall(EngineType engine, int depth) throws IOException {
    Evidence evidence = evidence(engine, depth);

    assertThat(evidence.requests()).isEqualTo(REQUESTS);
    COUNTED.forEach(evidence::agreed);
    assertThat(evidence.warmup().syscalls()).as("nothing else").allSatisfy(COUNTED_ONLY);
    assertThat(evidence.measured().syscalls()).as("nothing else").allSatisfy(COUNTED_ONLY);
  }

  private static final BiConsumer<String, Long> COUNTED_ONLY =
      (name, count) -> assertThat(COUNTED).contains(name);

  @Test
  void shouldSeeOnePreadARequestOfPsync() throws IOException {
    Evidence evidence = evidence(EngineType.PSYNC, 1);

    assertThat(evidence.agreed("pread64")).isEqualTo(REQUESTS);
    assertThat(threads(evidence.seen("pread64"))).hasSize(1);
  }

  @Test
  void shouldSeeOneIoSubmitARequestOfAioAndNoPread() throws IOException {
    Evidence evidence = evidence(EngineType.AIO, 1);

    assertThat(evidence.agreed("io_submit")).isEqualTo(REQUESTS);
    assertThat(evidence.agreed("io_getevents")).isEqualTo(REQUESTS);
    assertThat(evidence.agreed("pread64")).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"AIO_RING_ONLY", "AIO_RING", "AIO_RING_BATCH"})
  void shouldSeeOneIoSubmitARequestOfTheRingAndNoIoGetevents(EngineType engine) throws IOException {
    Evidence evidence = evidence(engine, 1);

    assertThat(evidence.agreed("io_submit")).isEqualTo(REQUESTS);
    assertThat(evidence.agreed("io_getevents")).isZero();
    assertThat(evidence.agreed("pread64")).isZero();
  }

  @Test
  void shouldSeeFewerIoSubmitsWhereRequestsAreHeldBack() throws IOException {
    // How many fewer than aio-ring makes hangs on how many completions each finds at once.
    assertThat(evidence(EngineType.AIO_RING_BATCH, 8).agreed("io_submit")).isLessThan(REQUESTS);
  }

  @ParameterizedTest
  @EnumSource(names = {"FILECHANNEL", "ASYNCFILECHANNEL", "VTHREADS"})
  void shouldSeeOnePreadARequestOfTheJdksChannels(EngineType engine) throws IOException {
    Evidence evidence = evidence(engine, 1);

    assertThat(evidence.agreed("pread64")).isEqualTo(REQUESTS);
    assertThat(evidence.seen("openat"))
        .as("the JDK opens the file past the page cache, too, but not by our flags")
        .anyMatch(call -> call.isOn(file) && THE_JDKS_FLAGS.matcher(call.arguments()).find());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "URING.*")
  void shouldSeeEveryEnterOfIoUringAndNothingElse(EngineType engine) throws IOException {
    Evidence evidence = evidence(engine, 1);

    assertThat(evidence.seen("io_uring_setup")).hasSize(1);
    assertThat(evidence.agreed("pread64")).isZero();
    if (Set.of(EngineType.URING_BATCH, EngineType.URING_FIXED_NODEFER, EngineType.URING_FIXED)
        .contains(engine)) {
      assertThat(evidence.agreed("io_uring_enter")).isEqualTo(REQUESTS);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"THREADS", "THREADS_2009"})
  void shouldSeeThePreadsOfThreadsOnWorkersAlone(EngineType engine) throws IOException {
    Evidence evidence = evidence(engine, 1);

    assertThat(evidence.agreed("pread64")).isEqualTo(REQUESTS);
    Set<Integer> home =
        threads(evidence.seen("openat").stream().filter(call -> call.isOn(file)).toList());
    assertThat(home).isNotEmpty();
    assertThat(threads(evidence.seen("pread64"))).doesNotContainAnyElementsOf(home);
  }

  /** What is known of a trial; skips the calling test, with the reason, where it can't be run. */
  private static Evidence evidence(EngineType engine, int depth) throws IOException {
    Path unsupported = folder.resolve(engine + ".unsupported");
    if (Files.exists(unsupported)) {
      return abort(Files.readString(unsupported));
    }
    String trial = TracedTrials.mark(engine, depth);
    TrialResult result = TrialHandover.read(folder.resolve(trial));
    List<Call> calls = CALLS.get(trial);
    if (engine.traits().hasDaemon()) {
      // strace follows the daemon as well; the engine itself has only the thread that made the
      // mark.
      int home = calls.get(0).thread();
      calls = calls.stream().filter(call -> call.thread() == home).toList();
    }
    return new Evidence(result.warmupReceipts(), result.receipts(), calls);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "QSD_.*")
  void shouldSeeNothingButKicksAndCallsOfTheStorageDaemonsFrontEnd(EngineType engine)
      throws IOException {
    Evidence evidence = evidence(engine, 1);

    // The daemon needs no kick for what it finds before it asks for the next one.
    assertThat(evidence.agreed("write")).as("kicks").isBetween(REQUESTS * 9 / 10, REQUESTS);
    assertThat(evidence.agreed("read")).as("calls").isLessThanOrEqualTo(REQUESTS + 1);
    assertThat(evidence.agreed("pread64")).isZero();
    assertThat(evidence.agreed("io_submit")).isZero();
  }

  private static Set<Integer> threads(List<Call> calls) {
    return calls.stream().map(Call::thread).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
