package io.aiorevisited.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the kernel says of real threads. */
@Timeout(60)
class ThreadPlacementTest {
  private static final int BLOCK = 4096;

  private final LinuxSyscalls syscalls = LinuxSyscalls.host();

  @Test
  void shouldHoldHomeThreadAndWorkersOnOneProcessor() throws IOException {
    List<String> seen = processorsOf(CpuPlacement.SAME);

    assertThat(seen.get(0)).matches("[0-9]+");
    assertThat(seen.get(1)).isEqualTo(seen.get(0));
  }

  @Test
  void shouldHoldWorkersApartFromTheHomeThread() throws IOException {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor only");
    List<String> seen = processorsOf(CpuPlacement.APART);

    assertThat(seen).allMatch(processors -> processors.matches("[0-9]+"));
    assertThat(seen.get(1)).isNotEqualTo(seen.get(0));
  }

  @Test
  void shouldLeaveTheSchedulerItsChoiceAndGiveItBack() throws IOException {
    String before = allowed("thread-self");

    assertThat(processorsOf(CpuPlacement.FREE)).containsExactly(before, before);
    processorsOf(CpuPlacement.SAME);
    assertThat(allowed("thread-self")).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(names = {"SAME", "APART"})
  void shouldHoldThePollingThreadOfIoUringWhereWorkersAre(CpuPlacement where) throws IOException {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor only");
    List<String> seen = processorsOf(where, EngineType.URING_SQPOLL, "iou-sqp-");

    assertThat(seen).allMatch(processors -> processors.matches("[0-9]+"));
    assertThat(seen.get(1).equals(seen.get(0))).isEqualTo(where == CpuPlacement.SAME);
  }

  @ParameterizedTest
  @EnumSource(CpuPlacement.class)
  void shouldHoldADaemonWhereWorkersAre(CpuPlacement where) throws IOException {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor only");
    Path path = TestFile.DISK.create(BLOCK);
    String before = allowed("thread-self");
    try (IoFile file = IoFile.open(path, CacheMode.WRITEBACK, FileAccess.READ_ONLY);
        ThreadPlacement placement = ThreadPlacement.take(syscalls, where);
        IoEngine engine =
            EngineType.QSD_THREADS.open(file, 1, BLOCK, BufferPages.SMALL, placement)) {
      assertThat(engine.depth()).isEqualTo(1);
      String home = allowed("thread-self");
      for (Path task : tasks(Path.of("/proc/" + EngineProcesses.pids().get(0) + "/task"))) {
        String daemon = allowed(task.toString());
        switch (where) {
          case FREE -> assertThat(daemon).isEqualTo(before);
          case SAME -> assertThat(daemon).matches("[0-9]+").isEqualTo(home);
          case APART -> assertThat(daemon).matches("[0-9]+").isNotEqualTo(home);
        }
      }
    } catch (EngineUnsupportedException e) {
      abort(e.getMessage());
    } finally {
      Files.delete(path);
    }
  }

  /** Of the home thread, then of the worker that carried out a request. */
  private List<String> processorsOf(CpuPlacement where) throws IOException {
    return processorsOf(where, EngineType.THREADS, "aio-worker-0");
  }

  private List<String> processorsOf(CpuPlacement where, EngineType type, String worker)
      throws IOException {
    Path path = TestFile.DISK.create(BLOCK);
    // The kernel ends the polling thread of an earlier engine some time after its ring is closed.
    List<Path> earlier = tasks();
    try (IoFile file = IoFile.open(path, CacheMode.WRITEBACK, FileAccess.READ_ONLY);
        ThreadPlacement placement = ThreadPlacement.take(syscalls, where);
        IoEngine engine = type.open(file, 1, BLOCK, BufferPages.SMALL, placement)) {
      IoRequest request = engine.request(0);
      request.prepare(IoOperation.READ, 0, BLOCK);
      engine.queue(request);
      engine.commit();
      engine.getEvents(1, 1);
      return List.of(allowed("thread-self"), allowed("self/task/" + task(worker, earlier)));
    } catch (EngineUnsupportedException e) {
      return abort(e.getMessage());
    } finally {
      Files.delete(path);
    }
  }

  private static List<Path> tasks() throws IOException {
    return tasks(Path.of("/proc/self/task"));
  }

  private static List<Path> tasks(Path folder) throws IOException {
    try (var tasks = Files.list(folder)) {
      return tasks.toList();
    }
  }

  private static String task(String name, List<Path> earlier) throws IOException {
    for (Path task : tasks()) {
      if (!earlier.contains(task) && nameOf(task).startsWith(name)) {
        return task.getFileName().toString();
      }
    }
    throw new AssertionError("no " + name);
  }

  private static String nameOf(Path task) throws IOException {
    try {
      return Files.readString(task.resolve("comm"));
    } catch (NoSuchFileException e) {
      return ""; // a thread that has ended since they were listed
    }
  }

  private static String allowed(String thread) throws IOException {
    return Files.readAllLines(Path.of("/proc").resolve(thread).resolve("status")).stream()
        .filter(line -> line.startsWith("Cpus_allowed_list:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElseThrow();
  }
}
