package io.aiorevisited.harness.experiment;

import io.aiorevisited.analysis.CellNames;
import io.aiorevisited.analysis.PassAdvice;
import io.aiorevisited.analysis.WidthLook;
import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.Plan.PlannedComparison;
import io.aiorevisited.analysis.record.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a run is at its end after a round, by its plan's own rule, and what a person is told. */
final class EndOfRun {

  private final Plan plan;

  EndOfRun(Plan plan) {
    this.plan = plan;
  }

  /**
   * Whether no more rounds are to be run.
   *
   * @param rounds that are complete
   * @param trials of those rounds
   */
  boolean isReached(int rounds, List<TrialRecord> trials) {
    return rounds == plan.rounds()
        || WidthLook.after(rounds, plan, trials).filter(WidthLook::isEnough).isPresent();
  }

  /** What there is to say after a round; mostly nothing. */
  List<String> lines(int rounds, List<TrialRecord> trials) {
    Optional<WidthLook> look = WidthLook.after(rounds, plan, trials);
    List<String> lines = new ArrayList<>();
    if (look.isPresent()) {
      if (rounds == plan.stopping().pilotRounds()) {
        PassAdvice.of(trials).ifPresent(advice -> lines.add(adviceLine(advice)));
      }
      lines.add(lookLine(look.get()));
    }
    return lines;
  }

  private String adviceLine(PassAdvice advice) {
    return "pilot: by its variances and costs (Kalibera and Jones) "
        + (advice.fewest() == advice.most()
            ? passes(advice.most())
            : advice.fewest() + " to " + passes(advice.most()))
        + " a trial would use time best, median "
        + advice.median()
        + "; this run keeps "
        + plan.measuredPasses();
  }

  private static String passes(int passes) {
    return passes == PassAdvice.CAP
        ? passes + " or more passes"
        : passes + (passes == 1 ? " pass" : " passes");
  }

  private String lookLine(WidthLook look) {
    String after = "after " + look.rounds() + " of at most " + plan.rounds() + " rounds";
    String wanted = percent(look.wantedHalfWidthLog());
    if (look.isEnough()) {
      return "ending "
          + after
          + " as every 95 % interval is within "
          + wanted
          + (look.lost() == 0 ? "" : ", but for " + look.lost() + " with an engine that failed");
    }
    WidthLook.Open widest = look.open().get(0);
    String state =
        after
            + ": "
            + look.open().size()
            + (look.open().size() == 1 ? " interval is" : " intervals are")
            + " wider than "
            + wanted
            + ", the widest "
            + name(widest.comparison())
            + widest.ratio().map(ratio -> " " + percent(widest.halfWidthLog())).orElse("");
    return look.rounds() == plan.rounds()
        ? "ending " + state
        : "going on " + state + look.roundsNeeded().map(n -> ": about " + n + " in all").orElse("");
  }

  private static String name(PlannedComparison comparison) {
    boolean control = comparison.engine().equals(comparison.reference());
    return comparison.engine()
        + (control ? " (control) " : " ")
        + CellNames.condition(comparison.condition());
  }

  private static String percent(double halfWidthLog) {
    return String.format(Locale.ROOT, "+-%.1f %%", 100 * Math.expm1(halfWidthLog));
  }
}
