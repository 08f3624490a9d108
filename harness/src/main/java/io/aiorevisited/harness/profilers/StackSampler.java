package io.aiorevisited.harness.profilers;

import io.aiorevisited.workloads.Pass;
import io.aiorevisited.workloads.PassObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import one.profiler.AsyncProfiler;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/**
 * Has async-profiler record stacks from the start of the first measured pass to the end of the
 * last, into one JFR file. The init line holds {@code library=PATH;jfr=PATH}.
 *
 * <p>Events are tried from the best to the one that works everywhere. {@code cpu} needs perf events
 * and sees the kernel only with privileges; where it can't have them, async-profiler falls back to
 * {@code ctimer} without a word, so what really ran is read from the recording later on.
 */
public final class StackSampler implements InternalProfiler {
  private static final String LIBRARY = "library";
  private static final String JFR = "jfr";
  private static final List<String> EVENTS = List.of("cpu", "ctimer", "itimer", "wall");

  /** Nearly a millisecond of CPU time, but not in step with the kernel's ticks. */
  private static final String INTERVAL = "997us";

  private final Map<String, Path> paths;
  private Recording recording;

  /** Does nothing but read the line: JMH makes one in the JVM that measures and one outside. */
  public StackSampler(String initLine) throws ProfilerException {
    paths = InitLine.parse(initLine, List.of(LIBRARY, JFR));
    if (paths.size() != 2 && !initLine.isBlank()) {
      throw new ProfilerException("the sampler needs library=PATH;jfr=PATH, not: " + initLine);
    }
  }

  /**
   * Returns the init line.
   *
   * @param library async-profiler's shared library
   * @param jfr file to record into
   */
  public static String initLine(Path library, Path jfr) {
    Map<String, Path> paths = new LinkedHashMap<>();
    paths.put(LIBRARY, library);
    paths.put(JFR, jfr);
    return InitLine.of(paths);
  }

  @Override
  public String getDescription() {
    return "stacks by async-profiler, recorded as JFR";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (iteration.getType() == IterationType.MEASUREMENT && recording == null) {
      AsyncProfiler profiler = AsyncProfiler.getInstance(paths.get(LIBRARY).toString());
      recording = new Recording(profiler, paths.get(JFR), iteration.getCount());
      Pass.observe(recording);
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return List.of();
  }

  /** Starts with the first pass and stops with the last: what lies around them is no pass. */
  private static final class Recording implements PassObserver {
    private final AsyncProfiler profiler;
    private final Path jfr;
    private final int passes;
    private int passesBegun;

    Recording(AsyncProfiler profiler, Path jfr, int passes) {
      this.profiler = profiler;
      this.jfr = jfr;
      this.passes = passes;
    }

    @Override
    public void beforePass() {
      passesBegun++;
      if (passesBegun == 1) {
        start();
      }
    }

    @Override
    public Seen afterPass() {
      if (passesBegun == passes) {
        profiler.stop();
      }
      return Seen.NOTHING;
    }

    private void start() {
      List<String> refusals = new ArrayList<>();
      for (String event : EVENTS) {
        try {
          profiler.execute("start,jfr,event=" + event + ",interval=" + INTERVAL + ",file=" + jfr);
          return;
        } catch (IllegalStateException | IllegalArgumentException e) {
          refusals.add(event + ": " + e.getMessage());
        } catch (IOException e) {
          throw new UncheckedIOException("async-profiler can't record to " + jfr, e);
        }
      }
      throw new IllegalStateException("async-profiler can use no event here: " + refusals);
    }
  }
}
