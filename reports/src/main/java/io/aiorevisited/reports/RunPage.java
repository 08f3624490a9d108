package io.aiorevisited.reports;

import io.aiorevisited.reports.section.AgreementSection;
import io.aiorevisited.reports.section.AnswerSection;
import io.aiorevisited.reports.section.ClaimSection;
import io.aiorevisited.reports.section.DepthSection;
import io.aiorevisited.reports.section.LatencySection;
import io.aiorevisited.reports.section.SettingSection;
import io.aiorevisited.reports.section.SureSection;
import io.aiorevisited.reports.section.ThroughputSection;
import io.aiorevisited.reports.section.VarianceSection;
import io.aiorevisited.reports.section.VerdictSection;
import io.aiorevisited.reports.section.Warning;
import io.aiorevisited.reports.section.cpu.CpuSection;
import io.aiorevisited.reports.section.cpu.DaemonSection;
import io.aiorevisited.reports.section.cpu.GuestSection;
import io.aiorevisited.reports.section.cpu.ProfileSection;
import java.util.List;

/**
 * Everything that the page shows, worked out and written; the templates only place it. Absent
 * things are null or empty, which the templates ask for.
 *
 * @param host name of the machine
 * @param createdAt when the run began
 * @param profile its profile
 * @param commandLine as typed
 * @param trialsInWords how many trials there are, and how they ended
 * @param confidence of every interval, written
 * @param profilesOnly whether nothing but profiles was taken
 * @param answer the first screen
 * @param sure how sure that is, and what else went on
 * @param verdicts every comparison; without rows if only one engine was measured
 * @param agreement programs of others against our engines; without rows if none was measured
 * @param daemons engines whose requests QEMU's storage daemon carries out, with and without the way
 *     to it; without rows if none was measured
 * @param guests virtual machines, held against each other; without guests if none was measured
 * @param throughput tables, one a workload and setting
 * @param depth what depth brings; null where nothing differs by it, or charts are missing
 * @param latency time of single requests; without rows where none were timed
 * @param cpu CPU time; null if no ledger was kept
 * @param profiles where the CPU time goes; null if no profile was asked for
 * @param variance where the spread comes from
 * @param claims what 2009 claimed, decided
 * @param literature what has been claimed since, decided; empty where no engine ran that it is
 *     about
 * @param warnings what a reader must know first
 * @param chartsMissing why there are no charts; null if there are
 * @param hostFacts the machine
 * @param planFacts the plan
 * @param versions of what measured, and what a system call costs it
 */
public record RunPage(
    String host,
    String createdAt,
    String profile,
    String commandLine,
    String trialsInWords,
    String confidence,
    boolean profilesOnly,
    AnswerSection answer,
    SureSection sure,
    VerdictSection verdicts,
    AgreementSection agreement,
    DaemonSection daemons,
    GuestSection guests,
    ThroughputSection throughput,
    DepthSection depth,
    LatencySection latency,
    CpuSection cpu,
    ProfileSection profiles,
    VarianceSection variance,
    List<ClaimSection.Row> claims,
    List<ClaimSection.Row> literature,
    List<Warning> warnings,
    String chartsMissing,
    List<SettingSection.Fact> hostFacts,
    List<SettingSection.Fact> planFacts,
    List<SettingSection.Fact> versions) {}
