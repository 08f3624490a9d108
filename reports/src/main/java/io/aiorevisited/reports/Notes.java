package io.aiorevisited.reports;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.record.Cell;
import java.util.ArrayList;
import java.util.List;

/** What went wrong in a run, in words: lost trials, cells without a figure, damaged lines. */
final class Notes {

  private Notes() {}

  static List<String> of(RunAnalysis analysis) {
    List<String> notes = new ArrayList<>();
    analysis.problems().forEach(problem -> notes.add(problem.toString()));
    List<CellResult> notRun = new ArrayList<>();
    for (CellResult result : analysis.estimates().all()) {
      String name = name(result);
      if (result instanceof CellResult.Unusable unusable) {
        notes.add(name + ": " + unusable.status() + ": " + unusable.reason());
      } else if (result instanceof CellResult.Measured measured && !measured.failures().isEmpty()) {
        int failed = measured.failures().size();
        notes.add(
            name
                + ": "
                + failed
                + " of "
                + (failed + measured.trials().size())
                + " trials FAILED and have no part in the figure: "
                + measured.failures().get(0).reason());
      } else if (result instanceof CellResult.NotRun) {
        notRun.add(result);
      }
    }
    if (!notRun.isEmpty()) {
      notes.add(
          notRun.size()
              + (notRun.size() == 1 ? " planned cell has" : " planned cells have")
              + " no sound trial: the run was cut off, or its records are damaged");
    }
    return notes;
  }

  private static String name(CellResult result) {
    Cell cell = result.arm().cell();
    return cell.engine()
        + (result.arm().control() ? " (control)" : "")
        + ", "
        + cell.workload()
        + " "
        + cell.operation()
        + " "
        + CellNames.size(cell.blockSizeBytes());
  }
}
