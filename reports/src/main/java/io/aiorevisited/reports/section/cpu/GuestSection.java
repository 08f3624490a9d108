package io.aiorevisited.reports.section.cpu;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.CellVerdict;
import io.aiorevisited.analysis.Guests;
import io.aiorevisited.analysis.Metric;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.claims.Mail2009.Configuration;
import io.aiorevisited.analysis.cpu.CellCpu;
import io.aiorevisited.analysis.cpu.CpuEstimates;
import io.aiorevisited.analysis.cpu.CpuPart;
import io.aiorevisited.analysis.record.Cell;
import io.aiorevisited.analysis.record.TrialRecord;
import io.aiorevisited.analysis.record.programs.GuestRecord;
import io.aiorevisited.analysis.stats.verdict.Comparison;
import io.aiorevisited.analysis.stats.verdict.Evidence;
import io.aiorevisited.reports.section.VerdictSection;
import io.aiorevisited.reports.text.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The virtual machines of a run: held against each other, what of QEMU spent their CPU time, and
 * what they were. Every figure carries the accelerator.
 *
 * @param label {@code TCG} or {@code KVM}
 * @param summary what may be compared, and what may not
 * @param pairs guests against the one on QEMU's pool of threads
 * @param parts CPU time by thread, one row a guest and cell; empty where no guest was measured
 * @param ofNative guests against the engine on the host itself; under KVM alone
 * @param guests as they were booted, one an arm
 */
public record GuestSection(
    String label,
    String summary,
    List<Pair> pairs,
    List<Parts> parts,
    List<Native> ofNative,
    List<GuestFact> guests) {

  /** A guest against another in one cell. */
  public record Pair(
      String name,
      int rounds,
      String difference,
      String interval,
      String verdict,
      String cpuDifference,
      String cpuVerdict,
      List<String> notes) {}

  /**
   * CPU seconds per GiB of one guest in one cell.
   *
   * @param vcpu the thread that runs the guest
   * @param mainLoop QEMU's main loop, which serves the disk
   * @param workers its pool of threads, those that ended included
   * @param all of it, with its interval
   * @param inGuest user and system time by the guest's own kernel, which sees no host
   */
  public record Parts(
      String name,
      String vcpu,
      String mainLoop,
      String workers,
      CpuSection.Value all,
      String inGuest) {}

  /** A guest against {@code psync} on the host. */
  public record Native(String name, int rounds, String difference, String interval) {}

  /** A guest as it was booted. */
  public record GuestFact(String name, String facts, String command) {}

  /** Works it out. */
  public static GuestSection of(RunAnalysis analysis) {
    CellNames names = CellNames.of(analysis.manifest().plan());
    return new GuestSection(
        analysis.guests().label(),
        summary(analysis.guests()),
        pairs(analysis, names),
        parts(analysis, names),
        ofNative(analysis, names),
        facts(analysis));
  }

  private static String summary(Guests guests) {
    return guests.isKvm()
        ? "The guests ran under KVM, as those of 2009 did."
        : "The guests ran under "
            + guests.label()
            + ": QEMU translated every instruction of theirs. Compare these figures with each other,"
            + " and never with those of engines on the host itself.";
  }

  private static List<Pair> pairs(RunAnalysis analysis, CellNames names) {
    List<CellVerdict> cpu = analysis.guestVerdicts(Metric.CPU);
    return analysis.guestVerdicts(Metric.THROUGHPUT).stream()
        .sorted(
            Comparator.comparing(CellVerdict::engine)
                .thenComparing(CellVerdict::condition, Cell.tableOrder()))
        .map(
            verdict ->
                pair(
                    analysis.guests(),
                    names,
                    verdict,
                    cpu.stream().filter(c -> c.planned().equals(verdict.planned())).findFirst()))
        .toList();
  }

  private static Pair pair(
      Guests guests, CellNames names, CellVerdict verdict, Optional<CellVerdict> cpu) {
    Comparison comparison = verdict.comparison();
    return new Pair(
        guests.named(verdict.engine())
            + " / "
            + verdict.reference()
            + ", "
            + names.label(verdict.condition()),
        comparison.contest().count(),
        difference(comparison),
        comparison.evidence().map(Evidence::adjustedInterval).map(Figures::differences).orElse("–"),
        VerdictSection.glyph(comparison.verdict()) + " " + comparison.word(),
        cpu.map(CellVerdict::comparison).map(GuestSection::difference).orElse("–"),
        cpu.map(c -> c.comparison().word()).orElse("–"),
        VerdictSection.notes(comparison));
  }

  private static String difference(Comparison comparison) {
    return comparison.evidence().map(e -> Figures.difference(e.ratio())).orElse("–");
  }

  private static List<Parts> parts(RunAnalysis analysis, CellNames names) {
    return CpuEstimates.of(analysis).all().stream()
        .filter(cell -> Guests.isGuest(cell.arm().cell().engine()))
        .sorted(
            Comparator.comparing((CellCpu cell) -> cell.arm().cell().engine())
                .thenComparing(cell -> cell.arm().cell(), Cell.tableOrder()))
        .map(cell -> parts(analysis, names, cell))
        .toList();
  }

  private static Parts parts(RunAnalysis analysis, CellNames names, CellCpu cell) {
    return new Parts(
        analysis.guests().named(cell.arm().cell().engine()) + ", " + names.label(cell.arm().cell()),
        perGib(cell, CpuPart.VCPU),
        perGib(cell, CpuPart.HOME),
        perGib(cell, CpuPart.ENGINE),
        CpuFigures.value(cell.secondsPerGib()),
        inGuest(analysis, cell.arm().cell()));
  }

  private static String perGib(CellCpu cell, CpuPart part) {
    return CpuFigures.threeDigits(
        cell.mean(trial -> trial.secondsPerGib(trial.part(part).totalMicros())));
  }

  /** What the guest's own kernel counted, user and system time, over all trials of a cell. */
  private static String inGuest(RunAnalysis analysis, Cell cell) {
    double gib = 0;
    double user = 0;
    double system = 0;
    for (TrialRecord trial : analysis.trials()) {
      if (trial.cell().equals(cell) && trial.guest() != null) {
        gib += trial.bytes() / (double) (1L << 30);
        user += trial.guest().userMicros() / 1e6;
        system += trial.guest().systemMicros() / 1e6;
      }
    }
    return gib == 0
        ? "–"
        : CpuFigures.threeDigits(user / gib) + " + " + CpuFigures.threeDigits(system / gib);
  }

  /** Under KVM a guest is held against psync, outside any family; under TCG there is none. */
  private static List<Native> ofNative(RunAnalysis analysis, CellNames names) {
    List<Native> rows = new ArrayList<>();
    for (String guest : analysis.engines().stream().filter(Guests::isGuest).toList()) {
      for (Cell condition : analysis.conditions()) {
        analysis
            .ratio(condition, guest, Configuration.NATIVE.engine())
            .ifPresent(
                ratio ->
                    rows.add(
                        new Native(
                            guest + " / psync, " + names.label(condition),
                            ratio.count(),
                            Figures.difference(ratio.ratio()),
                            Figures.differences(ratio.interval(0.95)))));
      }
    }
    return rows;
  }

  private static List<GuestFact> facts(RunAnalysis analysis) {
    Map<String, List<GuestRecord>> byEngine = new TreeMap<>();
    for (TrialRecord trial : analysis.trials()) {
      if (trial.guest() != null) {
        byEngine
            .computeIfAbsent(trial.cell().engine(), engine -> new ArrayList<>())
            .add(trial.guest());
      }
    }
    return byEngine.entrySet().stream()
        .map(entry -> fact(analysis.guests(), entry.getKey(), entry.getValue()))
        .toList();
  }

  private static GuestFact fact(Guests guests, String engine, List<GuestRecord> records) {
    GuestRecord first = records.get(0);
    double least = records.stream().mapToLong(GuestRecord::bootMillis).min().orElseThrow() / 1e3;
    double most = records.stream().mapToLong(GuestRecord::bootMillis).max().orElseThrow() / 1e3;
    return new GuestFact(
        guests.named(engine),
        String.format(
            Locale.ROOT,
            "%s; %s%s; guest: Linux %s, Java %s; ready after %.1f s%s",
            first.qemuVersion(),
            first.accelerator().toUpperCase(Locale.ROOT),
            first.why().isEmpty() ? "" : " (KVM: " + first.why() + ")",
            first.kernel(),
            first.java(),
            least,
            most - least < 0.05 ? "" : String.format(Locale.ROOT, " to %.1f s", most)),
        String.join(" ", first.commandLine()));
  }
}
