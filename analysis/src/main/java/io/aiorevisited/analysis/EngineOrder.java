package io.aiorevisited.analysis;

import java.util.Comparator;
import java.util.List;

/**
 * The order of engines in every table: those of 2009 first as the message had them, models before
 * real guests; floors last.
 */
final class EngineOrder {

  private static final List<String> OF_2009 =
      List.of("psync", "threads", "aio", "guest-threads", "guest-native");

  static final Comparator<String> COMPARATOR =
      Comparator.comparingInt(EngineOrder::rank).thenComparing(Comparator.naturalOrder());

  private EngineOrder() {}

  private static int rank(String engine) {
    int of2009 = OF_2009.indexOf(engine);
    if (of2009 >= 0) {
      return of2009;
    }
    return OF_2009.size() + 1 + Floors.rank(engine);
  }
}
