package io.aiorevisited.analysis.record.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class ManifestCheckTest {

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void writeRun() throws IOException {
    folder = temp.resolve("run");
    RunFolder.create(folder, new GeneratedRun(1).rounds(1).manifest());
  }

  @Test
  void shouldTakeArmsOfBuildsOfQemuWhoseFoldersThePlanHas() throws IOException {
    Path other = temp.resolve("other");
    RunFolder.create(other, new GeneratedRun(1).rounds(1).engine("qsd-native@10.1", 1).manifest());

    assertThat(RunFolder.open(other).manifest().plan().qemuFolder("qsd-null@10.1"))
        .contains("/opt/qemu-10.1");
    assertThat(RunFolder.open(other).manifest().plan().qemuFolder("qsd-null")).isEmpty();
  }

  @Test
  void shouldAcceptAPlanWithoutAStoppingRule() throws IOException {
    assertThat(RunFolder.open(folder).manifest().plan().stopping()).isNull();
  }

  @Test
  void shouldTakeAPlanThatIsOlderThanWarmingUpByRequests() throws IOException {
    Path manifest = folder.resolve("run.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replaceFirst("\"warmupRequests\" : [0-9]+,", ""));

    assertThat(Files.readString(manifest)).isNotEqualTo(text);
    assertThat(RunFolder.open(folder).manifest().plan().warmupRequests()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"rounds\" : [0-9]+',          '\"rounds\" : 0',            plan.rounds = 0",
    "'\"measuredPasses\" : [0-9]+',  '\"measuredPasses\" : -1',   plan.measuredPasses = -1",
    "'\"warmupRequests\" : [0-9]+',  '\"warmupRequests\" : -1',   plan.warmupRequests = -1",
    "'\"confidence\" : [0-9.]+',     '\"confidence\" : 1.0',      plan.confidence = 1.0",
    "'\"marginRatio\" : [0-9.]+',    '\"marginRatio\" : NaN',     plan.marginRatio = NaN",
    "'\"referenceEngine\" : [^,]+',  '\"referenceEngine\" : null', no plan.referenceEngine",
    "'\"cells\" : \\[',              '\"cells\" : [ null, ',      no plan.cells",
    "'\"blockSizeBytes\" : [0-9]+',  '\"blockSizeBytes\" : 0',    plan.cells.blockSizeBytes = 0",
    "'\"engine\" : [^,]+',           '\"engine\" : \"a@\"',       plan.cells.engine = ''",
    "'\"engine\" : [^,]+',           '\"engine\" : \"a@b@c\"',    plan.cells.engine = 'b@c'",
    "'\"engine\" : [^,]+',           '\"engine\" : \"a@10.1\"',   no folder in plan.qemuFolders",
    "'\"kernel\" : [^,]+',           '\"kernel\" : null',         no host.kernel",
    "'\"createdAt\" : [^,]+',        '\"createdAt\" : null',      no createdAt",
  })
  void shouldNameWhatIsMissingOrOutOfRange(String found, String put, String named)
      throws IOException {
    Path manifest = folder.resolve("run.json");
    String text = Files.readString(manifest);
    String damaged = text.replaceFirst(found, put);
    assertThat(damaged).isNotEqualTo(text);
    Files.writeString(manifest, damaged);

    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining(named);
  }
}
