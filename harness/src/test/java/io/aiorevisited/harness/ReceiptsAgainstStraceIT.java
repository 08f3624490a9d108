package io.aiorevisited.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds what an engine says that it did against what the kernel saw. */
class ReceiptsAgainstStraceIT {
  private static final int FILE_BYTES = 8 << 20;
  private static final int PASSES = 3;
  private static final long REQUESTS = PASSES * FILE_BYTES / 16384L;
  private static final Pattern LINE = Pattern.compile("^(\\d+)\\s+(\\w+)\\((.*)$");

  @TempDir Path folder;

  /** One system call as strace saw it begin. */
  private record Call(int thread, String name, String arguments) {}

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
      return calls.stream().filter(call -> call.name().equals(syscall)).toList();
    }

    List<Call> seenOn(Path file, String syscall) {
      return seen(syscall).stream()
          .filter(call -> call.arguments().contains(file.toString()))
          .toList();
    }
  }

  @BeforeEach
  void needsStrace() throws InterruptedException {
    try {
      Process probe =
          new ProcessBuilder("strace", "-o", folder.resolve("probe").toString(), "true").start();
      assumeTrue(probe.waitFor() == 0, "strace can't trace here");
    } catch (IOException e) {
      abort("strace is not installed: " + e.getMessage());
    }
  }

  @Test
  void shouldSeeOnePreadARequestOfPsync() throws Exception {
    Path file = randomFile();
    Evidence evidence = traced(EngineType.PSYNC, file);

    List<Call> preads = evidence.seenOn(file, "pread64");
    assertThat(evidence.requests()).isEqualTo(REQUESTS);
    assertThat(preads).hasSize((int) REQUESTS);
    assertThat(evidence.receipt("pread64")).isEqualTo(REQUESTS);
    assertThat(threads(preads)).hasSize(1);
  }

  @Test
  void shouldSeeOneIoSubmitARequestOfAioAndNoPread() throws Exception {
    Path file = randomFile();
    Evidence evidence = traced(EngineType.AIO, file);

    assertThat(evidence.requests()).isEqualTo(REQUESTS);
    assertThat(evidence.seen("io_submit")).hasSize((int) REQUESTS);
    assertThat(evidence.receipt("io_submit")).isEqualTo(REQUESTS);
    assertThat(evidence.receipt("io_getevents"))
        .isEqualTo(evidence.seen("io_getevents").size())
        .isEqualTo(REQUESTS);
    assertThat(evidence.seenOn(file, "pread64")).isEmpty();
    assertThat(evidence.receipt("pread64")).isZero();
  }

  @Test
  void shouldSeeOneIoSubmitARequestOfTheRingAndNoIoGetevents() throws Exception {
    Path file = randomFile();
    Evidence evidence = traced(EngineType.AIO_RING, file);

    assertThat(evidence.requests()).isEqualTo(REQUESTS);
    assertThat(evidence.receipt("io_submit"))
        .isEqualTo(evidence.seen("io_submit").size())
        .isEqualTo(REQUESTS);
    assertThat(evidence.seen("io_getevents")).isEmpty();
    assertThat(evidence.receipt("io_getevents")).isZero();
    String wait = Architecture.current().epollWaitName();
    assertThat(evidence.receipt(wait)).isEqualTo(evidence.seen(wait).size());
    assertThat(evidence.receipt("read"))
        .isEqualTo(
            evidence.seen("read").stream()
                .filter(call -> call.arguments().contains("anon_inode:[eventfd]"))
                .count());
  }

  @ParameterizedTest
  @EnumSource(names = {"FILECHANNEL", "ASYNCFILECHANNEL"})
  void shouldSeeOnePreadARequestOfTheJdksChannels(EngineType engine) throws Exception {
    Path file = randomFile();
    Evidence evidence = traced(engine, file);

    List<Call> preads = evidence.seenOn(file, "pread64");
    assertThat(evidence.requests()).isEqualTo(REQUESTS);
    assertThat(preads).hasSize((int) REQUESTS);
    assertThat(evidence.receipt("pread64")).isEqualTo(REQUESTS);
    assertThat(evidence.seenOn(file, "openat"))
        .as("the JDK opens the file past the page cache, too, but not by our flags")
        .anyMatch(call -> call.arguments().contains("O_RDONLY|O_DIRECT)"));
  }

  @ParameterizedTest
  @EnumSource(names = {"URING", "URING_FIXED", "URING_SQPOLL"})
  void shouldSeeEveryEnterOfIoUringAndNothingElse(EngineType engine) throws Exception {
    Path file = randomFile();
    Evidence evidence = traced(engine, file);

    assertThat(evidence.requests()).isEqualTo(REQUESTS);
    assertThat(evidence.receipt("io_uring_enter"))
        .isEqualTo(evidence.seen("io_uring_enter").size());
    assertThat(evidence.seen("io_uring_setup")).hasSize(1);
    assertThat(evidence.seenOn(file, "pread64")).isEmpty();
    if (engine == EngineType.URING_FIXED) {
      assertThat(evidence.receipt("io_uring_enter")).isEqualTo(REQUESTS);
    }
  }

  @Test
  void shouldSeeThePreadsOfThreadsOnWorkersAlone() throws Exception {
    Path file = randomFile();
    Evidence evidence = traced(EngineType.THREADS, file);

    List<Call> preads = evidence.seenOn(file, "pread64");
    assertThat(preads).hasSize((int) REQUESTS);
    assertThat(evidence.receipt("pread64")).isEqualTo(REQUESTS);
    Set<Integer> home = threads(evidence.seenOn(file, "openat"));
    assertThat(home).isNotEmpty();
    assertThat(threads(preads)).doesNotContainAnyElementsOf(home);
  }

  /** Runs one forked trial under strace: one warm-up pass, the others measured. */
  private Evidence traced(EngineType engine, Path file) throws Exception {
    Path trace = folder.resolve("trace");
    Path result = folder.resolve("result.json");
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-y", "-qq"));
    command.addAll(
        List.of(
            "-e",
            "trace=openat,pread64,read,epoll_wait,epoll_pwait,io_submit,io_getevents,io_uring_setup,io_uring_enter"));
    command.addAll(List.of("-e", "signal=none", "-o", trace.toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-Djmh.ignoreLock=true"));
    command.addAll(List.of("org.openjdk.jmh.Main", "PassBenchmark", "-foe", "true", "-f", "1"));
    command.addAll(List.of("-wi", "1", "-i", String.valueOf(PASSES - 1)));
    command.addAll(List.of("-jvmArgsAppend", "--enable-native-access=ALL-UNNAMED"));
    for (String parameter :
        List.of(
            "engine=" + engine,
            "workload=IOZONE",
            "operation=READ",
            "blockSize=16k",
            "size=" + FILE_BYTES,
            "target=" + file,
            "result=" + result)) {
      command.addAll(List.of("-p", parameter));
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(() -> text(output)).isZero();
    TrialResult written = TrialHandover.read(result);
    return new Evidence(written.warmupReceipts(), written.receipts(), calls(trace));
  }

  private static List<Call> calls(Path trace) throws IOException {
    List<Call> calls = new ArrayList<>();
    for (String line : Files.readAllLines(trace)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        calls.add(new Call(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3)));
      }
    }
    return calls;
  }

  private static Set<Integer> threads(List<Call> calls) {
    return calls.stream().map(Call::thread).collect(Collectors.toCollection(TreeSet::new));
  }

  private Path randomFile() throws IOException {
    byte[] data = new byte[FILE_BYTES];
    new Random(2009).nextBytes(data);
    return Files.write(folder.resolve("file"), data);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
