package io.aiorevisited.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiorevisited.harness.plan.QemuFolders.Folder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QemuFoldersTest {
  private static final String DAEMON = "qemu-storage-daemon";
  private static final String IMG = "qemu-img";

  @TempDir Path directory;
  private Path old;
  private Path recent;

  @BeforeEach
  void makeFolders() {
    old = MadeUpQemu.folder(directory, "old", "9.2.4", DAEMON, IMG);
    recent = MadeUpQemu.folder(directory, "recent", "10.1.0-rc2", DAEMON);
  }

  private static Folder folder(Path path) {
    return new Folder("", path);
  }

  private static void assertRefused(String message, List<Folder> folders, String... arms) {
    assertThatThrownBy(() -> QemuFolders.find(folders, List.of(arms)))
        .isInstanceOf(WrongCallException.class)
        .hasMessageContaining(message)
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("\n");
  }

  @Test
  void shouldFindTheFolderOfEachVersionByItsProgramsOwnWord() {
    Map<String, String> found =
        QemuFolders.find(
            List.of(folder(old), folder(recent)),
            List.of(
                "psync", "qsd-native", "qsd-native@10.1", "qsd-threads@9", "qemu-img-native@9"));

    assertThat(found)
        .containsExactly(Map.entry("10.1", recent.toString()), Map.entry("9", old.toString()));
  }

  @Test
  void shouldFindABuildByTheNameGivenWithItsFolder() {
    Path patched = MadeUpQemu.folder(directory, "patched", "9.2.4", DAEMON);

    assertThat(
            QemuFolders.find(
                List.of(folder(old), new Folder("patched", patched)),
                List.of("qsd-native@9.2.4", "qsd-native@patched")))
        .containsEntry("9.2.4", old.toString())
        .containsEntry("patched", patched.toString());
  }

  @Test
  void shouldNeedNoFolderWhereAllIsInstalled() {
    assertThat(QemuFolders.find(List.of(), List.of("psync", "qsd-native", "dd"))).isEmpty();
  }

  @Test
  void shouldNotTakeOneVersionForAnotherThatBeginsWithTheSameDigits() {
    assertRefused(
        "there is no build of QEMU for qsd-native@10.11: --qemu-dir has QEMU 10.1.0-rc2 in "
            + recent,
        List.of(folder(recent)),
        "qsd-native@10.11");
    assertRefused(
        "there is no build of QEMU for qsd-native@1", List.of(folder(recent)), "qsd-native@1");
  }

  @Test
  void shouldRefuseABuildWithoutAFolder() {
    assertRefused(
        "there is no build of QEMU for qsd-native@10.1: give its folder by --qemu-dir PATH",
        List.of(),
        "qsd-native@10.1");
  }

  @Test
  void shouldRefuseTwoFoldersWithOneVersionOrOneName() {
    Path again = MadeUpQemu.folder(directory, "again", "9.2.4", DAEMON);
    assertRefused(
        "--qemu-dir has QEMU 9.2.4 twice, in "
            + old
            + " and "
            + again
            + ": give each a name of its own, as in --qemu-dir patched="
            + again,
        List.of(folder(old), folder(again)),
        "qsd-native@9.2");
    assertRefused(
        "--qemu-dir has the name a twice",
        List.of(new Folder("a", old), new Folder("a", recent)),
        "qsd-native@a");
  }

  @Test
  void shouldRefuseAWordThatFitsTwoVersionsAndTwoWordsForOne() {
    Path newer = MadeUpQemu.folder(directory, "newer", "9.2.5", DAEMON);
    assertRefused(
        "qsd-native@9.2 fits QEMU 9.2.4 in "
            + old
            + "; QEMU 9.2.5 in "
            + newer
            + ": give more of the version behind the @",
        List.of(folder(old), folder(newer)),
        "qsd-native@9.2");
    assertRefused(
        "@9 and @9.2 are one build: use one of these words",
        List.of(folder(old)),
        "qsd-native@9",
        "qsd-threads@9.2");
  }

  @Test
  void shouldRefuseAFolderThatIsNotOneOrLacksThePrograms() {
    Path empty = MadeUpQemu.folder(directory, "empty", "", "ls");
    assertRefused(
        "is not a folder: name the one that has qemu-img or qemu-storage-daemon",
        List.of(folder(directory.resolve("gone"))),
        "qsd-native@10",
        "qemu-img-native@10");
    assertRefused(
        "--qemu-dir " + empty + " has no qemu-storage-daemon that may be run",
        List.of(folder(empty)),
        "qsd-native@10");
    assertRefused(
        "qemu-img-native@10.1 needs qemu-img, which " + recent + " doesn't have",
        List.of(folder(recent)),
        "qsd-native@10.1",
        "qemu-img-native@10.1");
  }

  @Test
  void shouldRefuseProgramsThatDoNotRunOrAreNotQemus() {
    Path broken = directory.resolve("broken");
    MadeUpQemu.add(broken, DAEMON, "echo 'error while loading shared libraries: x' >&2; exit 127");
    assertRefused(
        "/broken/qemu-storage-daemon ends with status 127: 'error while loading shared libraries:"
            + " x': see that it runs by",
        List.of(folder(broken)),
        "qsd-native@10");
    MadeUpQemu.add(broken, DAEMON, "echo hello");
    assertRefused(
        "--version says 'hello', which is not a version of QEMU",
        List.of(folder(broken)),
        "qsd-native@10");
    MadeUpQemu.add(broken, DAEMON, "true");
    assertRefused("says nothing of its version", List.of(folder(broken)), "qsd-native@10");
  }

  @Test
  void shouldRefuseAFolderOfSeveralVersions() {
    MadeUpQemu.folder(directory, "old", "9.2.3", IMG);
    assertRefused(
        "has programs of several versions (qemu-img 9.2.3, qemu-storage-daemon 9.2.4)",
        List.of(folder(old)),
        "qsd-native@9.2.4",
        "qemu-img-native@9.2.4");
  }

  @Test
  void shouldRefuseAFolderThatNothingIsFrom() {
    assertRefused(
        "nothing in --engines is from another build: add one with its version",
        List.of(folder(old)),
        "qsd-native");
    assertRefused(
        "--qemu-dir " + recent + ": nothing in --engines is from it, which is @10.1.0-rc2",
        List.of(folder(old), folder(recent)),
        "qsd-native@9");
  }

  @Test
  void shouldRefuseABuildForAGuest() {
    assertRefused(
        "guest-native@9.2: guests boot the installed QEMU only: leave @9.2 out",
        List.of(folder(old)),
        "guest-native@9.2");
  }

  @Test
  void shouldRefuseABuildOfWhatIsNotQemus() {
    for (String arm : List.of("psync@10", "fio-psync@10", "dd@10")) {
      assertRefused("does not start a program of QEMU", List.of(folder(old)), arm);
    }
  }
}
