package io.aiorevisited.harness.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/*
 * qemu-img bench reads its clock when the image is open, and again when the last request has ended;
 * it prints milliseconds. It goes through the image in order and starts over at its end, so that the
 * raw driver is told to end the image where the cell does. All requests in flight have one buffer
 * between them, and native AIO gets one iocb a submission, since nothing plugs.
 */
/** {@code qemu-img bench}: QEMU's block layer, driven by a loop. */
final class QemuImg implements PeerProgram {

  private static final Pattern VERSION = Pattern.compile("qemu-img version ([0-9][^\\n]*)");
  private static final Pattern COMPLETED =
      Pattern.compile("(?m)^Run completed in ([0-9]+\\.[0-9]{3}) seconds\\.$");
  private static final Pattern SENDING =
      Pattern.compile("(?m)^Sending ([0-9]+) (?:read|write) requests, ([0-9]+) bytes each");
  private static final int USUAL_BYTE = 0xa5;

  private final String aio;
  private final Mechanism mechanism;

  private QemuImg(String aio, Mechanism mechanism) {
    this.aio = aio;
    this.mechanism = mechanism;
  }

  static QemuImg threads() {
    return new QemuImg("threads", Mechanism.PLAIN_CALLS);
  }

  static QemuImg nativeAio() {
    return new QemuImg("native", Mechanism.NATIVE_AIO);
  }

  static QemuImg ioUring() {
    return new QemuImg("io_uring", Mechanism.IO_URING);
  }

  @Override
  public String executable() {
    return "qemu-img";
  }

  @Override
  public String debianPackage() {
    return "qemu-utils";
  }

  @Override
  public String version(String printed) throws ProgramOutputException {
    return "qemu-img "
        + PeerProgram.versionIn(executable(), VERSION, printed, "which is not a version of QEMU");
  }

  @Override
  public List<String> args(ProgramPass pass) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("bench", "-t", pass.direct() ? "none" : "writeback", "-i", aio));
    args.addAll(List.of("-c", Long.toString(pass.requests())));
    args.addAll(List.of("-d", Integer.toString(pass.cell().depth())));
    args.addAll(List.of("-s", Long.toString(pass.requestBytes())));
    if (pass.writes()) {
      args.add("-w");
      args.add("--pattern=" + pass.verifiedByte().orElse(USUAL_BYTE));
    }
    args.add("--image-opts");
    args.add(
        "driver=raw,size="
            + pass.cell().sizeBytes()
            + ",file.driver="
            + (pass.isDevice() ? "host_device" : "file")
            + ",file.aio="
            + aio
            + ",file.filename="
            + pass.target().toString().replace(",", ",,"));
    return args;
  }

  @Override
  public List<String> outputFiles() {
    return List.of();
  }

  @Override
  public ProgramFigures figures(ProgramPass pass, Output output) throws ProgramOutputException {
    Matcher completed = COMPLETED.matcher(output.printed());
    Matcher sending = SENDING.matcher(output.printed());
    if (!completed.find() || !sending.find()) {
      throw new ProgramOutputException(
          "qemu-img bench does not say that its run completed: "
              + ProgramOutputException.quote(output.printed()));
    }
    long requests = Long.parseLong(sending.group(1));
    return new ProgramFigures(
        Math.round(Double.parseDouble(completed.group(1)) * 1e9),
        requests * Long.parseLong(sending.group(2)),
        requests,
        Optional.empty(),
        Optional.empty());
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
    return false;
  }

  @Override
  public long bufferBytes(ProgramPass pass) {
    return pass.requestBytes();
  }

  @Override
  public Mechanism mechanism() {
    return mechanism;
  }

  @Override
  public String timedBy() {
    return "the seconds that qemu-img bench prints, to the millisecond";
  }

  @Override
  public String cpuOf() {
    return "the whole process with its workers, less what a run over one block spends";
  }

  @Override
  public String data(ProgramPass pass) {
    return "one buffer for all requests in flight"
        + (pass.writes() ? ", filled with one repeated byte" : "");
  }

  @Override
  public int byteWritten(int wished) {
    return wished;
  }
}
