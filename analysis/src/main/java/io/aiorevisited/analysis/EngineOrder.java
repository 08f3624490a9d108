package io.aiorevisited.analysis;

import io.aiorevisited.analysis.claims.Mail2009.Configuration;
import java.util.Comparator;

/** The order of engines in every table: those of 2009 first as the message had them, null last. */
final class EngineOrder {

  static final Comparator<String> COMPARATOR =
      Comparator.comparingInt(EngineOrder::rank).thenComparing(Comparator.naturalOrder());

  private EngineOrder() {}

  private static int rank(String engine) {
    int others = Configuration.values().length;
    return Configuration.ofEngine(engine)
        .map(Enum::ordinal)
        .orElse(engine.equals("null") ? others + 1 : others);
  }
}
