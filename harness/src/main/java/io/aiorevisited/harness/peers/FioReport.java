package io.aiorevisited.harness.peers;

import io.aiorevisited.analysis.record.CpuTime;
import io.aiorevisited.harness.peers.PeerProgram.Output;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what fio left of one run: its JSON, and the threads' CPU time before and after its I/O. */
final class FioReport {

  static final String JOB = "pass";
  static final String JSON = "fio.json";
  static final String BEFORE = JOB + ".prerun.txt";
  static final String AFTER = JOB + ".postrun.txt";

  private static final long MILLI = 1_000_000;

  /** {@code TID CPU_NANOS DELAY_NANOS SLICES NAME}. */
  private static final Pattern THREAD =
      Pattern.compile("(?m)^([0-9]{1,10}) ([0-9]{1,18}) [0-9]{1,18} [0-9]{1,18} (.*)$");

  private static final String KERNEL_WORKER = "iou-";

  private record Spent(String name, long nanos) {}

  private FioReport() {}

  static ProgramFigures read(ProgramPass pass, Output output) throws ProgramOutputException {
    JsonNode job = job(output);
    int error = job.path("error").asInt(0);
    if (error != 0) {
      throw new ProgramOutputException(
          "fio's job ended with error "
              + error
              + ": "
              + ProgramOutputException.quote(output.printed()));
    }
    JsonNode direction = job.path(pass.writes() ? "write" : "read");
    long runtimeMillis = whole(direction, "runtime");
    if (runtimeMillis == 0) {
      throw new ProgramOutputException("fio's JSON has a runtime of 0 ms");
    }
    return new ProgramFigures(
        runtimeMillis * MILLI - MILLI / 2,
        whole(direction, "io_bytes"),
        whole(direction, "total_ios"),
        Optional.of(cpu(job, output)),
        Optional.of(depth(job)));
  }

  private static JsonNode job(Output output) throws ProgramOutputException {
    String whole = output.files().getOrDefault(JSON, "");
    String text = whole.substring(Math.max(0, whole.indexOf("{\n"))); // after what it says of hooks
    try {
      JsonNode jobs = JsonMapper.shared().readTree(text).path("jobs");
      if (jobs.size() == 1) {
        return jobs.get(0);
      }
    } catch (JacksonException e) {
      throw new ProgramOutputException(
          "fio's JSON can't be read (" + ProgramOutputException.quote(text) + ")" + said(output));
    }
    throw new ProgramOutputException(
        "fio's JSON does not have one job: " + ProgramOutputException.quote(text) + said(output));
  }

  private static String said(Output output) {
    return output.printed().isBlank()
        ? ""
        : "; it printed " + ProgramOutputException.quote(output.printed());
  }

  private static long whole(JsonNode node, String name) throws ProgramOutputException {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || value.longValue() < 0) {
      throw new ProgramOutputException("fio's JSON has no whole number as " + name);
    }
    return value.longValue();
  }

  /** The thread that spent most meanwhile is the job's: the others wait for it. */
  private static ProgramFigures.Cpu cpu(JsonNode job, Output output) throws ProgramOutputException {
    Map<Long, Spent> before = threads(output.files().getOrDefault(BEFORE, ""));
    Map<Long, Spent> after = threads(output.files().getOrDefault(AFTER, ""));
    long home = 0;
    long workers = 0;
    long all = 0;
    for (Map.Entry<Long, Spent> thread : after.entrySet()) {
      Spent then = before.get(thread.getKey());
      long nanos = thread.getValue().nanos() - (then == null ? 0 : then.nanos());
      all += nanos;
      if (thread.getValue().name().startsWith(KERNEL_WORKER)) {
        workers += nanos;
      } else {
        home = Math.max(home, nanos);
      }
    }
    if (before.isEmpty() || home <= 0) {
      throw new ProgramOutputException(
          "fio's job did not note its CPU time: "
              + ProgramOutputException.quote(output.files().getOrDefault(AFTER, "")));
    }
    double user = job.path("usr_cpu").asDouble(0);
    double system = job.path("sys_cpu").asDouble(0);
    double userShare = user + system > 0 ? user / (user + system) : 0;
    return new ProgramFigures.Cpu(
        time(home, userShare),
        time(workers, 0),
        time(all - home - workers, userShare),
        whole(job, "ctx"));
  }

  private static CpuTime time(long nanos, double userShare) {
    long micros = Math.max(0, Math.round(nanos / 1e3));
    long user = Math.round(micros * userShare);
    return new CpuTime(user, micros - user);
  }

  private static Map<Long, Spent> threads(String text) {
    Map<Long, Spent> threads = new HashMap<>();
    Matcher line = THREAD.matcher(text);
    while (line.find()) {
      threads.put(
          Long.parseLong(line.group(1)), new Spent(line.group(3), Long.parseLong(line.group(2))));
    }
    return threads;
  }

  /** The deepest level that fio had requests at, and how often. */
  private static String depth(JsonNode job) {
    String deepest = "";
    for (Map.Entry<String, JsonNode> level : job.path("iodepth_level").properties()) {
      if (level.getValue().asDouble(0) > 0) {
        deepest =
            String.format(
                Locale.ROOT, "%s at %.1f %%", level.getKey(), level.getValue().asDouble(0));
      }
    }
    return deepest.isEmpty() ? "nothing of its depth" : "iodepth_level " + deepest;
  }
}
