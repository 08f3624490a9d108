package io.aiorevisited.workloads.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.workloads.UnderBuildFolder;
import io.aiorevisited.workloads.VerifyPass;
import io.aiorevisited.workloads.Workload;
import io.aiorevisited.workloads.WorkloadSpec;
import io.aiorevisited.workloads.data.BlockData;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that runs in a guest, on a file of the host's. */
class GuestProgramTest {
  private static final int BYTES = 256 << 10;
  private static final int BLOCK = 16 << 10;

  @TempDir(factory = UnderBuildFolder.class)
  Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Path disk;
  private byte[] content;

  @BeforeEach
  void fill() throws IOException {
    content = new byte[BYTES];
    new Random(5).nextBytes(content);
    disk = Files.write(directory.resolve("disk"), content);
  }

  private static GuestOrder order(IoOperation operation, long bytes, boolean checksum) {
    return new GuestOrder(
        false,
        new WorkloadSpec(Workload.IOZONE, operation, BLOCK, 0, bytes),
        7,
        11,
        0.25,
        checksum);
  }

  private List<GuestLine> serve(String... lines) throws IOException {
    String input = String.join("\n", lines) + "\n";
    new GuestProgram(disk, new BufferedReader(new StringReader(input)), out).serve();
    return said();
  }

  private List<GuestLine> said() {
    return out.toString(StandardCharsets.US_ASCII)
        .lines()
        .map(line -> GuestLine.find(line).orElseThrow())
        .toList();
  }

  private static List<String> events(List<GuestLine> lines) {
    return lines.stream().map(line -> line.text("event")).toList();
  }

  @Test
  void shouldKeepAnOrderOverTheLine() {
    GuestOrder order =
        new GuestOrder(
            true,
            new WorkloadSpec(Workload.DD, IoOperation.WRITE, 20 << 20, 512 << 10, 40 << 20, 2),
            Long.MAX_VALUE,
            -1,
            0.125,
            true);

    assertThat(GuestOrder.of(GuestLine.read(order.line()))).isEqualTo(order);
  }

  @Test
  void shouldReadAndTellWhatItMoved() throws IOException {
    List<GuestLine> lines = serve(order(IoOperation.READ, BYTES, true).line(), GuestOrder.GO);

    assertThat(events(lines)).containsExactly("ready", "begin", "moved", "done");
    assertThat(lines.get(2).number("bytes")).isEqualTo(BYTES);
    assertThat(lines.get(2).number("requests")).isEqualTo(BYTES / BLOCK);
    assertThat(lines.get(2).number("durationNanos")).isPositive();
    CRC32C sum = new CRC32C();
    sum.update(content);
    assertThat(lines.get(3).number("checksum")).isEqualTo(sum.getValue());
  }

  @Test
  void shouldWriteWhatCanBeVerified() throws IOException {
    GuestOrder order = order(IoOperation.WRITE, BYTES, false);
    List<GuestLine> lines = serve(order.line(), GuestOrder.GO);

    assertThat(events(lines)).containsExactly("ready", "begin", "moved", "done");
    assertThat(lines.get(3).text("checksum")).isEmpty();
    new VerifyPass(disk, order.spec(), new BlockData(11)).run(7);
  }

  @Test
  void shouldGoOnAfterAnOrderThatFails() throws IOException {
    List<GuestLine> lines =
        serve(
            "{\"order\":\"what\"}",
            order(IoOperation.READ, 2L * BYTES, false).line(),
            GuestOrder.GO,
            order(IoOperation.READ, BYTES, false).line(),
            "{\"order\":\"stop\"}",
            order(IoOperation.READ, BYTES, false).line(),
            GuestOrder.GO);

    assertThat(events(lines))
        .containsExactly(
            "ready", "failed", "begin", "failed", "begin", "failed", "begin", "moved", "done");
    assertThat(lines.get(3).text("reason"))
        .startsWith("READ of 16384 bytes at offset " + BYTES + " failed: only 0 bytes");
    assertThat(lines.get(5).text("reason")).startsWith("expected the word to go");
  }

  @Test
  void shouldEndWhereTheHostGoesInMidOrder() {
    assertThatThrownBy(() -> serve(order(IoOperation.READ, BYTES, false).line()))
        .isInstanceOf(EOFException.class);
    assertThat(events(said())).containsExactly("ready", "begin");
  }

  @Test
  void shouldUnderstandDd() {
    String printed = "3+0 records in\n2+1 records out\n";

    assertThat(BusyboxDd.blocks(printed, "in")).isEqualTo(3);
    assertThat(BusyboxDd.blocks(printed, "out")).isEqualTo(-1);
    assertThat(BusyboxDd.blocks("dd: can't open", "in")).isEqualTo(-1);
  }
}
