package io.aiorevisited.reports.section.cpu;

import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.cpu.CellCpu;
import io.aiorevisited.analysis.cpu.CpuEstimates;
import io.aiorevisited.analysis.cpu.TrialCpu;
import io.aiorevisited.analysis.record.folder.LedgerCost;
import io.aiorevisited.reports.text.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what is to be known of the ledger: what it costs, and where its parts don't add up. */
public final class LedgerFacts {

  private LedgerFacts() {}

  public static List<String> of(RunAnalysis analysis, CpuEstimates estimates) {
    List<String> facts = new ArrayList<>();
    facts.add(cost(estimates));
    try {
      LedgerCost.read(analysis.folder()).map(LedgerFacts::onAndOff).ifPresent(facts::add);
    } catch (IOException e) {
      facts.add("What the ledger costs can't be read: " + e.getMessage() + ".");
    }
    facts.add(sum(estimates));
    facts.add(host(estimates));
    return facts;
  }

  private static String cost(CpuEstimates estimates) {
    List<TrialCpu> trials = estimates.all().stream().flatMap(c -> c.trials().stream()).toList();
    double perPass =
        trials.stream().mapToLong(TrialCpu::ledgerMicros).sum()
            / trials.stream().mapToDouble(TrialCpu::passes).sum();
    double share =
        trials.stream().mapToLong(TrialCpu::ledgerMicros).sum()
            * 1e3
            / trials.stream().mapToDouble(TrialCpu::durationNanos).sum();
    return String.format(
        Locale.ROOT,
        "Keeping the ledger took %.2f ms of CPU time a pass, before and after its timed part: %s of"
            + " the passes' time, and in none of the figures.",
        perPass / 1e3,
        Figures.percent(share));
  }

  private static String onAndOff(LedgerCost cost) {
    return String.format(
        Locale.ROOT,
        "A pass of the null engine over %,d requests took %.0f µs without the ledger and %.0f µs"
            + " between its two readings (medians of %d passes each): %+.1f ns a request.",
        cost.requests(),
        cost.passWithoutMicros(),
        cost.passWithMicros(),
        cost.passes(),
        (cost.passWithMicros() - cost.passWithoutMicros()) * 1e3 / cost.requests());
  }

  private static String sum(CpuEstimates estimates) {
    int passes =
        estimates.all().stream().flatMap(c -> c.trials().stream()).mapToInt(TrialCpu::passes).sum();
    int bad = estimates.all().stream().mapToInt(CellCpu::passesThatDoNotAddUp).sum();
    return bad == 0
        ? "In each of "
            + passes
            + " passes the parts add up to the process's own figure within 2 %."
        : "In "
            + bad
            + " of "
            + passes
            + " passes the parts miss the process's own figure by more than 2 %; their records say"
            + " addsUp: false.";
  }

  private static String host(CpuEstimates estimates) {
    List<TrialCpu> trials = estimates.all().stream().flatMap(c -> c.trials().stream()).toList();
    double seconds = trials.stream().mapToDouble(t -> t.durationNanos() / 1e9).sum();
    return String.format(
        Locale.ROOT,
        "Beside the measured process, while passes ran: interrupts %.2f, other processes and kernel"
            + " threads %.2f, taken by the hypervisor %.2f processors on average.",
        trials.stream().mapToLong(TrialCpu::interruptMicros).sum() / 1e6 / seconds,
        trials.stream().mapToLong(TrialCpu::otherMicros).sum() / 1e6 / seconds,
        trials.stream().mapToLong(TrialCpu::stealMicros).sum() / 1e6 / seconds);
  }
}
