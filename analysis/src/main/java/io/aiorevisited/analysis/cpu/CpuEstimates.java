package io.aiorevisited.analysis.cpu;

import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import java.util.List;
import java.util.Optional;

/** The CPU time of every arm of a run that has a figure and a ledger. */
public final class CpuEstimates {
  private final List<CellCpu> cells;

  private CpuEstimates(List<CellCpu> cells) {
    this.cells = cells;
  }

  /** Estimates all arms of a run. */
  public static CpuEstimates of(RunAnalysis analysis) {
    double confidence = analysis.manifest().plan().confidence();
    return new CpuEstimates(
        analysis.estimates().all().stream()
            .filter(CellResult.Measured.class::isInstance)
            .map(CellResult.Measured.class::cast)
            .flatMap(measured -> cell(measured, confidence).stream())
            .toList());
  }

  private static Optional<CellCpu> cell(CellResult.Measured measured, double confidence) {
    List<TrialCpu> trials =
        measured.trials().stream().flatMap(trial -> TrialCpu.of(trial).stream()).toList();
    return trials.isEmpty()
        ? Optional.empty()
        : Optional.of(new CellCpu(measured.arm(), trials, confidence));
  }

  /** Returns every arm, as planned first. */
  public List<CellCpu> all() {
    return cells;
  }

  /** Returns the CPU time of one arm; empty where no ledger was kept. */
  public Optional<CellCpu> of(Cell cell, boolean control) {
    return cells.stream()
        .filter(c -> c.arm().cell().equals(cell) && c.arm().control() == control)
        .findFirst();
  }
}
