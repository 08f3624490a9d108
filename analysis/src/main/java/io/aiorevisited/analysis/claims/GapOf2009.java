package io.aiorevisited.analysis.claims;

import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One difference of 2009 held against how much single runs differ today by chance.
 *
 * @param condition cell without its engine
 * @param ratio qemu+aio by qemu, from single figures
 * @param cv today's run-to-run coefficient of variation, pooled over both engines
 * @param chance relative difference that two single runs stay below in 95 of 100 cases by chance:
 *     1.96 √2 CV
 */
public record GapOf2009(Cell condition, double ratio, double cv, double chance) {

  private static final double NORMAL_95 = 1.959964;

  /** Tells whether the difference could be chance. */
  public boolean insideNoise() {
    return Math.abs(Math.log(ratio)) <= Math.log1p(chance);
  }

  /** Every condition of 2009 that this run has measured with both engines at least twice. */
  public static List<GapOf2009> of(RunAnalysis analysis) {
    List<GapOf2009> gaps = new ArrayList<>();
    for (Cell condition : analysis.conditions()) {
      Cell aio = condition.withEngine(Mail2009.Configuration.QEMU_AIO.engine());
      Cell threads = condition.withEngine(Mail2009.Configuration.QEMU.engine());
      OptionalDouble aioThen = Mail2009.throughput(aio);
      OptionalDouble threadsThen = Mail2009.throughput(threads);
      OptionalDouble cv = pooledCv(analysis, aio, threads);
      if (aioThen.isPresent() && threadsThen.isPresent() && cv.isPresent()) {
        gaps.add(
            new GapOf2009(
                condition,
                aioThen.getAsDouble() / threadsThen.getAsDouble(),
                cv.getAsDouble(),
                NORMAL_95 * Math.sqrt(2) * cv.getAsDouble()));
      }
    }
    return List.copyOf(gaps);
  }

  private static OptionalDouble pooledCv(RunAnalysis analysis, Cell... cells) {
    double squares = 0;
    for (Cell cell : cells) {
      if (!(analysis.estimates().of(cell, false) instanceof CellResult.Measured measured)
          || measured.bytesPerSecond().count() < 2) {
        return OptionalDouble.empty();
      }
      squares += Math.pow(measured.bytesPerSecond().coefficientOfVariation(), 2);
    }
    return OptionalDouble.of(Math.sqrt(squares / cells.length));
  }
}
