package io.aiorevisited.reports;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.CellResult;
import io.aiorevisited.analysis.CellVerdict;
import io.aiorevisited.analysis.Floors;
import io.aiorevisited.analysis.RunAnalysis;
import io.aiorevisited.analysis.ThroughputUnit;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.stats.verdict.Comparison;
import io.aiorevisited.reports.section.AgreementSection;
import io.aiorevisited.reports.section.AnswerSection;
import io.aiorevisited.reports.section.SureSection;
import io.aiorevisited.reports.section.ThroughputTable;
import io.aiorevisited.reports.section.ThroughputTable.Column;
import io.aiorevisited.reports.section.ThroughputTable.Entry;
import io.aiorevisited.reports.section.ThroughputTable.Row;
import io.aiorevisited.reports.section.ThroughputTables;
import io.aiorevisited.reports.section.VerdictSection;
import io.aiorevisited.reports.section.Warning;
import io.aiorevisited.reports.section.WarningSection;
import io.aiorevisited.reports.section.cpu.DaemonSection;
import io.aiorevisited.reports.text.Figures;
import io.aiorevisited.reports.text.TextLines;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** The tables as plain text, 80 columns wide at most, ASCII only so that any locale shows them. */
public final class TerminalReport {

  private static final int LABEL_WIDTH_OF_DAEMONS = 36;
  private static final int LABEL_WIDTH = 14;
  private static final int COLUMN_WIDTH = 11;
  private static final int COLUMNS_AT_MOST = 6;
  private static final int DETAILS_AT_MOST = 3;

  private final RunAnalysis analysis;
  private final CellNames names;
  private final List<String> lines = new ArrayList<>();

  private TerminalReport(RunAnalysis analysis) {
    this.analysis = analysis;
    names = CellNames.of(analysis.manifest().plan());
  }

  public static TerminalReport of(RunAnalysis analysis) {
    TerminalReport report = new TerminalReport(analysis);
    report.lay();
    return report;
  }

  public void print(PrintStream out) {
    lines.forEach(out::println);
  }

  /** The lines that are printed. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  private void lay() {
    Plan plan = analysis.manifest().plan();
    answer();
    for (ThroughputTable table : ThroughputTables.of(analysis)) {
      for (int from = 0; from < table.columns().size(); from += COLUMNS_AT_MOST) {
        table(table, from, Math.min(from + COLUMNS_AT_MOST, table.columns().size()), plan);
      }
    }
    verdicts();
    agreements();
    daemons();
    GuestLines.of(analysis).forEach(lines::add);
    lines.add("How sure");
    SureSection.of(analysis)
        .sentences()
        .forEach(sentence -> lines.addAll(TextLines.wrap("  " + sentence, "  ")));
    WarningSection.of(analysis).forEach(this::warning);
  }

  private void answer() {
    AnswerSection answer = AnswerSection.of(analysis);
    answer.sentences().forEach(sentence -> lines.addAll(TextLines.wrap(sentence, "  ")));
    answer
        .holds()
        .forEach(
            held ->
                lines.addAll(TextLines.wrap("  " + held.what() + ": " + held.verdicts(), "    ")));
    lines.addAll(TextLines.wrap("What to do: " + answer.advice(), "  "));
    lines.add("");
  }

  private void warning(Warning warning) {
    lines.addAll(
        TextLines.wrap("! " + warning.seen() + " " + warning.cause() + " " + warning.next(), "  "));
    int shown = Math.min(DETAILS_AT_MOST, warning.details().size());
    for (String detail : warning.details().subList(0, shown)) {
      lines.addAll(TextLines.wrap("    " + detail, "      "));
    }
    if (shown < warning.details().size()) {
      lines.add("    ... and " + (warning.details().size() - shown) + " more, on the page");
    }
  }

  private void table(ThroughputTable table, int from, int to, Plan plan) {
    OptionalInt trials = commonCount(table);
    lines.addAll(
        TextLines.wrap(
            table.workload()
                + ", "
                + table.unit().label()
                + " ("
                + table.unit().meaning()
                + "): "
                + table.setting(),
            "  "));
    lines.addAll(
        TextLines.wrap(
            "mean over trials, +- half of its "
                + Figures.roundPercent(plan.confidence())
                + " interval"
                + (trials.isPresent() ? ", n = " + trials.getAsInt() : "")
                + (table.rows().stream().anyMatch(Row::has2009)
                    ? "; below it the figure of 2009"
                    : ""),
            "  "));
    List<Column> columns = table.columns().subList(from, to);
    lines.addAll(heads(columns));
    for (Row row : table.rows()) {
      List<Entry> entries = row.entries().subList(from, to);
      ThroughputUnit unit = table.unit();
      boolean fits = row.name().length() < LABEL_WIDTH;
      if (!fits) {
        lines.add(row.name());
      }
      lines.add(line(fits ? row.name() : "", entries, e -> figure(e, unit)));
      lines.add(line(below(row, fits), entries, e -> interval(e, unit)));
      if (table.hasMicrosPerRequest()) {
        lines.add(line("  us a request", entries, e -> micros(e, unit)));
      }
      if (row.entries().stream().anyMatch(e -> e.inFlight().isPresent())) {
        lines.add(line("  in flight", entries, TerminalReport::inFlight));
      }
      if (trials.isEmpty()) {
        lines.add(line("  n", entries, TerminalReport::count));
      }
      if (row.has2009()) {
        lines.add(
            line(
                "  2009",
                entries,
                e -> e.of2009().isPresent() ? Figures.of2009(e.of2009().getAsDouble()) : ""));
      }
    }
    if (!table.note().isEmpty()) {
      lines.addAll(TextLines.wrap(table.note(), "  "));
    }
    lines.add("");
  }

  /** What stands below a row's name; of a guest always what its figures are labelled by. */
  private static String below(Row row, boolean fits) {
    if (!row.accelerator().isEmpty()) {
      return "  guest, " + row.accelerator();
    }
    if (!fits) {
      return "";
    }
    return "  " + (Floors.has(row.engine()) ? "no I/O" : row.engine());
  }

  private void verdicts() {
    String reference = analysis.manifest().plan().referenceEngine();
    for (String engine : analysis.candidates()) {
      Collection<CellVerdict> mine = VerdictSection.byCondition(analysis, engine).values();
      String shared = sharedWords(mine.stream().map(this::label).toList());
      lines.addAll(
          TextLines.wrap(
              engine
                  + " against "
                  + reference
                  + (shared.isEmpty() ? "" : ", " + shared.strip())
                  + ": throughput, 95 % interval, verdict",
              "  "));
      mine.forEach(v -> verdict(v, label(v).substring(shared.length())));
      VerdictNotes.of(mine).forEach(note -> lines.addAll(TextLines.wrap("  " + note, "    ")));
      lines.add("");
    }
  }

  private String label(CellVerdict verdict) {
    return names.label(verdict.condition().withEngine(verdict.engine()), analysis.inFlight());
  }

  private void agreements() {
    AgreementSection agreement = AgreementSection.of(analysis);
    if (agreement.rows().isEmpty()) {
      return;
    }
    lines.addAll(TextLines.wrap("Do others see the same? " + agreement.summary(), "  "));
    String pair = "";
    for (AgreementSection.Row row : agreement.rows()) {
      if (!pair.equals(row.program())) {
        pair = row.program();
        lines.addAll(
            TextLines.wrap(
                row.program()
                    + " against "
                    + row.engine()
                    + ": throughput, adjusted interval, verdict",
                "  "));
      }
      lines.add(
          TextLines.verdict(
              row.condition(),
              row.difference().replace('–', '-'),
              row.interval().replace('–', '-'),
              row.verdict()));
    }
    lines.add("");
  }

  private void daemons() {
    DaemonSection daemons = DaemonSection.of(analysis);
    if (daemons.rows().isEmpty()) {
      return;
    }
    lines.add("Through the storage daemon, us a request: all, the way alone (qsd-null),");
    lines.add("  beyond the way");
    for (DaemonSection.Row row : daemons.rows()) {
      boolean fits = row.name().length() <= LABEL_WIDTH_OF_DAEMONS;
      if (!fits) {
        lines.addAll(TextLines.wrap(row.name(), "  "));
      }
      lines.add(
          String.format(
              Locale.ROOT,
              "%-" + LABEL_WIDTH_OF_DAEMONS + "s %9s %9s  %s",
              fits ? row.name() : "",
              row.micros(),
              row.floorMicros(),
              (row.beyond().figure() + " " + row.beyond().interval()).replace("±", "+-").strip()));
    }
    lines.add("");
  }

  /** Words that all names begin with, a space after each; none where there is one name. */
  private static String sharedWords(List<String> labels) {
    String first = labels.get(0);
    String shared = "";
    for (int end = first.indexOf(' '); end > 0; end = first.indexOf(' ', end + 1)) {
      String words = first.substring(0, end + 1);
      if (labels.size() == 1 || !labels.stream().allMatch(label -> label.startsWith(words))) {
        break;
      }
      shared = words;
    }
    return shared;
  }

  private void verdict(CellVerdict verdict, String name) {
    Comparison comparison = verdict.comparison();
    lines.add(
        TextLines.verdict(
            name,
            comparison.evidence().map(e -> Figures.difference(e.ratio())).orElse("-"),
            comparison.evidence().map(e -> Figures.differences(e.interval())).orElse("-"),
            comparison.word()));
  }

  /** Column names, as many words a line as fit. */
  private static List<String> heads(List<Column> columns) {
    List<List<String>> names =
        columns.stream().map(c -> TextLines.wrap(c.label(), "", COLUMN_WIDTH - 1)).toList();
    int most = names.stream().mapToInt(List::size).max().orElse(0);
    List<String> heads = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      int at = i;
      heads.add(line("", names, name -> at < name.size() ? name.get(at) : ""));
    }
    return heads;
  }

  private static OptionalInt commonCount(ThroughputTable table) {
    int[] counts =
        table.rows().stream()
            .flatMap(row -> row.entries().stream())
            .map(Entry::result)
            .filter(CellResult.Measured.class::isInstance)
            .mapToInt(r -> ((CellResult.Measured) r).bytesPerSecond().count())
            .distinct()
            .toArray();
    return counts.length == 1 ? OptionalInt.of(counts[0]) : OptionalInt.empty();
  }

  private static String figure(Entry entry, ThroughputUnit unit) {
    if (entry.result() instanceof CellResult.Measured measured) {
      return Figures.throughput(
          unit.from(measured.bytesPerSecond().mean(), measured.arm().cell()), unit);
    }
    if (entry.result() instanceof CellResult.Unusable unusable) {
      return unusable.status().name();
    }
    return "not run";
  }

  private static String interval(Entry entry, ThroughputUnit unit) {
    if (entry.result() instanceof CellResult.Measured measured) {
      return measured
          .bytesPerSecond()
          .interval()
          .map(
              i ->
                  Figures.plusMinus(
                      measured.bytesPerSecond().mean(),
                      i,
                      Figures.throughput(unit.from(i.halfWidth(), measured.arm().cell()), unit)))
          .map(text -> text.replace("± ", "+-"))
          .orElse("one trial");
    }
    return "";
  }

  private static String micros(Entry entry, ThroughputUnit unit) {
    OptionalDouble micros = entry.microsPerRequest(unit);
    return micros.isPresent() ? Figures.micros(micros.getAsDouble()) : "";
  }

  private static String inFlight(Entry entry) {
    return entry.inFlight().isPresent() ? Integer.toString(entry.inFlight().getAsInt()) : "";
  }

  private static String count(Entry entry) {
    return entry.result() instanceof CellResult.Measured measured
        ? Integer.toString(measured.bytesPerSecond().count())
        : "";
  }

  private static <T> String line(String label, List<T> entries, Function<T, String> text) {
    StringBuilder line = new StringBuilder(String.format("%-" + LABEL_WIDTH + "s", label));
    for (T entry : entries) {
      line.append(String.format("%" + COLUMN_WIDTH + "s", text.apply(entry)));
    }
    return line.toString().stripTrailing();
  }
}
