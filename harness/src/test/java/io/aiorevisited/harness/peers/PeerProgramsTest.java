package io.aiorevisited.harness.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.harness.peers.PeerProgram.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Reads what fio 3.33, GNU dd 9.1 and qemu-img 7.2 printed, word for word. */
class PeerProgramsTest {

  private static final long SIZE = 8 << 20;

  @Test
  void shouldReadTimeBytesAndDepthFromFioBehindWhatItSaysOfItsHooks() throws IOException {
    ProgramFigures figures = Fio.libaio().figures(fioPass(), fio(text("fio.json")));

    assertThat(figures.durationNanos()).isEqualTo(55_500_000);
    assertThat(figures.bytes()).isEqualTo(3 * SIZE);
    assertThat(figures.requests()).isEqualTo(1536);
    assertThat(figures.depth()).hasValueSatisfying(d -> assertThat(d).contains("16 at 97.1 %"));
  }

  @Test
  void shouldTakeTheJobsThreadForHomeAndLeaveFiosStartOut() throws IOException {
    ProgramFigures.Cpu cpu =
        Fio.libaio().figures(fioPass(), fio(text("fio.json"))).cpu().orElseThrow();

    assertThat(cpu.home().totalMicros()).isEqualTo(Math.round((20155371 - 599349) / 1e3));
    assertThat(cpu.home().userMicros()).as("usr_cpu is 0").isZero();
    assertThat(cpu.engine().totalMicros()).isZero();
    assertThat(cpu.other().totalMicros()).isEqualTo(Math.round((168277980 - 168036390) / 1e3));
  }

  @Test
  void shouldBookTheKernelsWorkersOfIoUringApart() throws IOException {
    Output output =
        new Output(
            "",
            Map.of(
                FioReport.JSON,
                text("fio.json"),
                FioReport.BEFORE,
                "10 1000 0 1 fio\n12 2000 0 1 fio\n",
                FioReport.AFTER,
                "10 1000 0 1 fio\n12 5002000 0 9 fio\n13 7000000 0 2 iou-wrk-12\n"));

    ProgramFigures.Cpu cpu = Fio.ioUring().figures(fioPass(), output).cpu().orElseThrow();

    assertThat(cpu.home().totalMicros()).isEqualTo(5000);
    assertThat(cpu.engine().totalMicros()).isEqualTo(7000);
  }

  @Test
  void shouldRefuseJsonThatIsCutOffEmptyOrWithoutFigures() throws IOException {
    String whole = text("fio.json");

    for (String wrong :
        List.of("", "{}", whole.substring(0, whole.length() / 2), "{\n \"jobs\" : [ {} ]\n}")) {
      assertThatExceptionOfType(ProgramOutputException.class)
          .as(wrong)
          .isThrownBy(() -> Fio.psync().figures(fioPass(), fio(wrong)))
          .withMessageContaining("fio's JSON");
    }
    assertThatExceptionOfType(ProgramOutputException.class)
        .isThrownBy(
            () ->
                Fio.psync()
                    .figures(fioPass(), fio(whole.replaceFirst("\"error\" : 0", "\"error\" : 5"))))
        .withMessageContaining("error 5");
  }

  @Test
  void shouldReadSecondsAndRecordsFromDd() throws IOException {
    ProgramFigures figures =
        new Dd().figures(pass("iozone", 1, SIZE), new Output(text("dd.txt"), Map.of()));

    assertThat(figures.durationNanos()).isEqualTo(47_396_200);
    assertThat(figures.bytes()).isEqualTo(SIZE);
    assertThat(figures.requests()).isEqualTo(512);
    assertThat(figures.cpu()).isEmpty();
  }

  @Test
  void shouldRefuseShortBlocksOfDdAndWordsOfAnotherLocale() throws IOException {
    String said = text("dd.txt");

    assertThatExceptionOfType(ProgramOutputException.class)
        .isThrownBy(() -> dd(said.replace("512+0", "511+1")))
        .withMessageContaining("short blocks");
    assertThatExceptionOfType(ProgramOutputException.class)
        .isThrownBy(() -> dd("8388608 Bytes kopiert, 0,0473962 s, 177 MB/s"));
  }

  @Test
  void shouldReadSecondsAndRequestsFromQemuImg() throws IOException {
    ProgramFigures figures =
        QemuImg.nativeAio()
            .figures(pass("iozone", 1, 3 * SIZE), new Output(text("qemu-img.txt"), Map.of()));

    assertThat(figures.durationNanos()).isEqualTo(196_000_000);
    assertThat(figures.bytes()).isEqualTo(3 * SIZE);
    assertThat(figures.requests()).isEqualTo(1536);
    assertThatExceptionOfType(ProgramOutputException.class)
        .isThrownBy(
            () ->
                QemuImg.threads()
                    .figures(
                        pass("iozone", 1, SIZE),
                        new Output("qemu-img: Could not open 'x': No such file", Map.of())))
        .withMessageContaining("Could not open");
  }

  @Test
  void shouldReadVersionsAndRefuseOthersWords() throws IOException {
    assertThat(Fio.psync().version(text("fio-version.txt"))).isEqualTo("fio 3.33");
    assertThat(new Dd().version(text("dd-version.txt"))).isEqualTo("GNU dd 9.1");
    assertThat(QemuImg.threads().version(text("qemu-img-version.txt")))
        .startsWith("qemu-img 7.2.22");
    for (PeerType peer : PeerType.values()) {
      assertThatExceptionOfType(ProgramOutputException.class)
          .isThrownBy(() -> peer.program().version("BusyBox v1.36"))
          .withMessageContaining("BusyBox");
    }
  }

  @Test
  void shouldTellFioToSendABlockOfDdTogetherAndWaitForIt() {
    ProgramPass split = pass(cell("dd", 20 << 20, 40, 512 << 10, "read"), 40 << 20);

    assertThat(Fio.libaio().args(split))
        .contains(
            "--bs=524288",
            "--iodepth=40",
            "--iodepth_batch_submit=40",
            "--iodepth_batch_complete_min=40",
            "--io_size=41943040");
    assertThat(Fio.psync().args(split))
        .contains("--iodepth=1", "--iomem=mmap")
        .doesNotContain("--iodepth=40");
  }

  @Test
  void shouldNeverMakeOrTruncateATargetAndEscapeItsName() {
    ProgramPass write = pass(cell("iozone", 16 << 10, 1, 0, "write"), SIZE);
    ProgramPass odd =
        new ProgramPass(Path.of("/a:b,c"), false, write.cell(), SIZE, false, OptionalInt.of(0xb7));

    assertThat(Fio.psync().args(write))
        .contains("--allow_file_create=0", "--overwrite=1", "--fallocate=none", "--direct=1");
    assertThat(new Dd().args(write)).contains("conv=nocreat,notrunc", "oflag=direct");
    assertThat(Fio.psync().args(odd)).contains("--filename=/a\\:b,c", "--buffer_pattern=0xb7");
    assertThat(QemuImg.ioUring().args(odd))
        .contains("--pattern=183", "-w")
        .anyMatch(arg -> arg.endsWith("file.filename=/a:b,,c"));
  }

  private static void dd(String said) throws IOException {
    new Dd().figures(pass("iozone", 1, SIZE), new Output(said, Map.of()));
  }

  private static ProgramPass fioPass() {
    return pass("random", 16, 3 * SIZE);
  }

  private static ProgramPass pass(String workload, int depth, long bytes) {
    return pass(cell(workload, 16 << 10, depth, 0, "read"), bytes);
  }

  private static ProgramPass pass(Cell cell, long bytes) {
    return new ProgramPass(Path.of("/data/target"), false, cell, bytes, false, OptionalInt.empty());
  }

  static Cell cell(String workload, long block, int depth, long split, String operation) {
    long size = workload.equals("dd") ? 40 << 20 : SIZE;
    return new Cell(
        "", workload, operation, block, depth, split, "written", "none", size, "small", "free");
  }

  private static Output fio(String json) throws IOException {
    return new Output(
        "",
        Map.of(
            FioReport.JSON,
            json,
            FioReport.BEFORE,
            text("pass.prerun.txt"),
            FioReport.AFTER,
            text("pass.postrun.txt")));
  }

  private static String text(String name) throws IOException {
    try (InputStream in = PeerProgramsTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
