package io.aiorevisited.harness.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/*
 * --thread      the job is a thread of fio's process and ends with it, whoever kills that
 * --io_size     more than --size goes over the same part again, without opening the file again
 * --overwrite, --allow_file_create=0, --fallocate=none
 *               the file is taken as it is; fio makes, extends and truncates nothing
 * --iodepth_batch...  a block of dd is submitted together and waited for together
 * --randrepeat=0  another random order in each run, as ours has in each pass
 * exec_prerun, exec_postrun  run by the job's own thread right before and right after its I/O, its
 *               start and end not between them; they note every thread's CPU time by shell built-ins
 */
/** fio, one job a run. */
final class Fio implements PeerProgram {

  private static final Pattern VERSION = Pattern.compile("^fio-([0-9]\\S*)\\s*$");
  private static final String NOTE_THREADS =
      "for t in /proc/$PPID/task/*; do read c <$t/comm; read s <$t/schedstat;"
          + " echo ${t##*/} $s $c; done";

  private final String ioengine;
  private final Mechanism mechanism;

  private Fio(String ioengine, Mechanism mechanism) {
    this.ioengine = ioengine;
    this.mechanism = mechanism;
  }

  static Fio psync() {
    return new Fio("psync", Mechanism.PLAIN_CALLS);
  }

  static Fio libaio() {
    return new Fio("libaio", Mechanism.NATIVE_AIO);
  }

  static Fio ioUring() {
    return new Fio("io_uring", Mechanism.IO_URING);
  }

  @Override
  public String executable() {
    return "fio";
  }

  @Override
  public String debianPackage() {
    return "fio";
  }

  @Override
  public String version(String printed) throws ProgramOutputException {
    return "fio "
        + PeerProgram.versionIn(executable(), VERSION, printed, "which is not a version of fio");
  }

  @Override
  public List<String> args(ProgramPass pass) {
    boolean random = pass.cell().workload().equals("random");
    List<String> args = new ArrayList<>();
    args.add("--name=" + FioReport.JOB);
    args.add("--thread");
    args.add("--filename=" + pass.target().toString().replace("\\", "\\\\").replace(":", "\\:"));
    args.add("--allow_file_create=0");
    args.add("--overwrite=1");
    args.add("--fallocate=none");
    args.add("--rw=" + (random ? "rand" : "") + (pass.writes() ? "write" : "read"));
    args.add("--bs=" + pass.requestBytes());
    args.add("--size=" + pass.cell().sizeBytes());
    args.add("--io_size=" + pass.bytes());
    args.add("--ioengine=" + ioengine);
    args.addAll(depth(pass));
    args.add("--direct=" + (pass.direct() ? 1 : 0));
    if (pass.cell().cacheMode().equals("writethrough")) {
      args.add("--sync=dsync");
    }
    args.add("--iomem=" + (pass.hugePages() ? "mmaphuge" : "mmap"));
    if (random) {
      args.add("--randrepeat=0");
    }
    pass.verifiedByte().ifPresent(b -> args.add(String.format("--buffer_pattern=0x%02x", b)));
    args.add("--eta=never");
    args.add("--exec_prerun=" + NOTE_THREADS);
    args.add("--exec_postrun=" + NOTE_THREADS);
    args.add("--output-format=json");
    args.add("--output=" + FioReport.JSON);
    return args;
  }

  private List<String> depth(ProgramPass pass) {
    if (isSynchronous()) {
      return List.of("--iodepth=1");
    }
    int depth = pass.cell().depth();
    return pass.cell().requestsPerBlock() == 1
        ? List.of("--iodepth=" + depth)
        : List.of(
            "--iodepth=" + depth,
            "--iodepth_batch_submit=" + depth,
            "--iodepth_batch_complete_min=" + depth,
            "--iodepth_batch_complete_max=" + depth);
  }

  private boolean isSynchronous() {
    return mechanism == Mechanism.PLAIN_CALLS;
  }

  @Override
  public List<String> outputFiles() {
    return List.of(FioReport.JSON, FioReport.BEFORE, FioReport.AFTER);
  }

  @Override
  public ProgramFigures figures(ProgramPass pass, Output output) throws ProgramOutputException {
    return FioReport.read(pass, output);
  }

  @Override
  public long clockStepNanos() {
    return 1_000_000;
  }

  @Override
  public boolean canSweepAgain() {
    return true;
  }

  @Override
  public boolean canHaveHugePages() {
    return true;
  }

  @Override
  public long bufferBytes(ProgramPass pass) {
    return (isSynchronous() ? 1 : pass.cell().depth()) * pass.requestBytes();
  }

  @Override
  public Mechanism mechanism() {
    return mechanism;
  }

  @Override
  public String timedBy() {
    return "runtime in fio's JSON, rounded up to the millisecond, less half of one";
  }

  @Override
  public String cpuOf() {
    return "the job's thread from right before its I/O to right after it, by schedstat; user and"
        + " system time as fio divides them";
  }

  @Override
  public String data(ProgramPass pass) {
    return pass.writes()
        ? "random bytes, the same ones for every block of a buffer"
        : "left in the buffer";
  }

  @Override
  public int byteWritten(int wished) {
    return wished;
  }
}
