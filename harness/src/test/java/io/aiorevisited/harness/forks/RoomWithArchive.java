package io.aiorevisited.harness.forks;

import io.aiorevisited.harness.places.ResultsFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes a room for forks that are started without a run. */
public final class RoomWithArchive {

  private RoomWithArchive() {}

  /**
   * The room of {@code folder}; its forks share the class archive of all tests where there is one.
   */
  public static ForkRoom in(Path folder) throws IOException {
    ForkRoom room = ForkRoom.make(folder);
    Path cache = ResultsFolder.cacheOf(folder.toAbsolutePath(), room.folder());
    SharedClasses.give(room, new JvmArgs(List.of()), folder, cache, System.err::println);
    return room;
  }
}
