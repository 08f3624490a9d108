package io.aiorevisited.reports.section.cpu;

import io.aiorevisited.analysis.Guests;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.charts.Legend;
import io.aiorevisited.analysis.claims.Mail2009;
import io.aiorevisited.analysis.claims.Mail2009.Configuration;
import io.aiorevisited.analysis.cpu.CpuEstimates;
import io.aiorevisited.analysis.cpu.MatrixCpu;
import io.aiorevisited.analysis.stats.Interval;
import io.aiorevisited.analysis.stats.MeanEstimate;
import io.aiorevisited.analysis.stats.ratio.FiellerRatio;
import io.aiorevisited.reports.section.ThroughputTables;
import io.aiorevisited.reports.section.cpu.CpuSection.Matrix;
import io.aiorevisited.reports.section.cpu.CpuSection.MatrixRow;
import io.aiorevisited.reports.section.cpu.CpuSection.RatioRow;
import io.aiorevisited.reports.section.cpu.CpuSection.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the table of real, user and system time of the whole benchmark run, as 2009 had it. */
public final class CpuMatrix {

  private final RunAnalysis analysis;
  private final MatrixCpu matrix;

  private CpuMatrix(RunAnalysis analysis, CpuEstimates estimates) {
    this.analysis = analysis;
    this.matrix =
        MatrixCpu.of(
            analysis,
            estimates,
            Stream.concat(Mail2009.engines().stream(), Mail2009.guests().stream()).toList());
  }

  /** Returns the table; null where no engine has a whole round. */
  public static Matrix of(RunAnalysis analysis, CpuEstimates estimates) {
    CpuMatrix writer = new CpuMatrix(analysis, estimates);
    if (writer.matrix.rows().isEmpty()) {
      return null;
    }
    return new Matrix(
        writer.cells(), writer.matrix.rows().stream().map(writer::row).toList(), writer.ratios());
  }

  private String cells() {
    int cells = matrix.conditions().size();
    int all = analysis.conditions().size();
    return cells == all
        ? cells + " cells"
        : cells + " of " + all + " cells, which all engines have";
  }

  private MatrixRow row(MatrixCpu.Row row) {
    boolean isGuest = Guests.isGuest(row.engine());
    String name =
        Configuration.ofEngine(row.engine()).map(Configuration::label).orElse(row.engine())
            + (isGuest ? ThroughputTables.REAL : "");
    String accelerator = isGuest ? " " + analysis.guests().label() : "";
    return new MatrixRow(
        Legend.mark(row.engine(), false, analysis.engines()),
        name,
        isGuest ? analysis.guests().named(row.engine()) : "engine " + row.engine(),
        value(row.real(), accelerator),
        value(row.user(), accelerator),
        value(row.system(), accelerator),
        value(row.processUser(), accelerator),
        value(row.processSystem(), accelerator),
        of2009(row.engine())
            .map(
                cpu ->
                    List.of(
                        CpuFigures.threeDigits(cpu.realSeconds()),
                        CpuFigures.threeDigits(cpu.userSeconds()),
                        CpuFigures.threeDigits(cpu.systemSeconds())))
            .orElse(List.of()));
  }

  private static Value value(MeanEstimate estimate, String accelerator) {
    Value value = CpuFigures.value(estimate);
    return new Value(value.figure() + accelerator, value.interval());
  }

  private static Optional<Mail2009.CpuTime> of2009(String engine) {
    return Configuration.ofEngine(engine)
        .flatMap(
            configuration ->
                switch (configuration) {
                  case QEMU -> Optional.of(Mail2009.QEMU_CPU);
                  case QEMU_AIO -> Optional.of(Mail2009.QEMU_AIO_CPU);
                  case NATIVE -> Optional.empty();
                });
  }

  private List<RatioRow> ratios() {
    List<RatioRow> rows =
        new ArrayList<>(
            ratios(Configuration.QEMU.engine(), Configuration.QEMU_AIO.engine(), "", ""));
    rows.addAll(
        ratios(
            Configuration.QEMU.guest(),
            Configuration.QEMU_AIO.guest(),
            "real guests, ",
            analysis.guests().label()));
    return rows;
  }

  private List<RatioRow> ratios(String pool, String aio, String which, String accelerator) {
    List<RatioRow> rows = new ArrayList<>();
    for (MatrixCpu.Part part : MatrixCpu.Part.values()) {
      double of2009 = of2009(part, Mail2009.QEMU_AIO_CPU) / of2009(part, Mail2009.QEMU_CPU);
      matrix
          .ratio(aio, pool, part)
          .ifPresent(
              ratio -> rows.add(ratioRow(which, part, accelerator, ratio.fieller(), of2009)));
    }
    return rows;
  }

  private static double of2009(MatrixCpu.Part part, Mail2009.CpuTime cpu) {
    return switch (part) {
      case REAL -> cpu.realSeconds();
      case TOTAL -> cpu.userSeconds() + cpu.systemSeconds();
      case USER -> cpu.userSeconds();
      case SYSTEM -> cpu.systemSeconds();
    };
  }

  private static RatioRow ratioRow(
      String which, MatrixCpu.Part part, String accelerator, FiellerRatio ratio, double of2009) {
    return new RatioRow(
        which + part.words(),
        String.format(Locale.ROOT, "%.2f %s", ratio.ratio(), accelerator).strip(),
        ratio
            .interval()
            .filter(Interval::isBounded)
            .map(i -> String.format(Locale.ROOT, "%.2f to %.2f", i.lower(), i.upper()))
            .orElse("not bounded by this run"),
        String.format(Locale.ROOT, "%.2f", of2009));
  }
}
