package io.aiorevisited.reports;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.reports.section.cpu.GuestSection;
import io.aiorevisited.reports.text.TextLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes what is said of a run's virtual machines as plain text, 80 columns wide. */
final class GuestLines {

  private static final int LABEL_WIDTH = 44;

  private GuestLines() {}

  /** The lines, a blank one at the end; none where no guest was measured. */
  static List<String> of(RunAnalysis analysis) {
    GuestSection section = GuestSection.of(analysis);
    List<String> lines = new ArrayList<>();
    if (section.guests().isEmpty()) {
      return lines;
    }
    lines.addAll(TextLines.wrap(section.summary(), "  "));
    for (GuestSection.Pair pair : section.pairs()) {
      lines.addAll(
          TextLines.wrap(
              pair.name()
                  + ": "
                  + pair.difference()
                  + " ("
                  + pair.interval()
                  + ") "
                  + pair.verdict()
                  + "; CPU time "
                  + pair.cpuDifference()
                  + " "
                  + pair.cpuVerdict(),
              "    "));
    }
    if (!section.parts().isEmpty()) {
      lines.add("CPU s/GiB of QEMU: vCPU, main loop, workers");
    }
    for (GuestSection.Parts parts : section.parts()) {
      boolean fits = parts.name().length() <= LABEL_WIDTH;
      if (!fits) {
        lines.addAll(TextLines.wrap(parts.name(), "  "));
      }
      lines.add(
          String.format(
              Locale.ROOT,
              "%-" + LABEL_WIDTH + "s %10s %10s %10s",
              fits ? parts.name() : "",
              parts.vcpu(),
              parts.mainLoop(),
              parts.workers()));
    }
    lines.add("");
    return lines.stream().map(line -> line.replace("–", "-")).toList();
  }
}
