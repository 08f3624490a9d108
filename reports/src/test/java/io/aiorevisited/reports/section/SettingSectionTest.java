package io.aiorevisited.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiorevisited.analysis.record.Plan;
import io.aiorevisited.analysis.record.TestRecords;
import io.aiorevisited.analysis.record.folder.CallCost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingSectionTest {

  @TempDir Path folder;

  @Test
  void shouldShowTheArgumentsOfJvmsOfRunsAndOfProfiles() {
    Plan plain =
        TestRecords.plan(
            "smoke", 1, 1, 1, 1, "psync", 0.03, 0.95, false, "/t", List.of(), List.of());
    Plan planned = TestRecords.withJvmArgs(plain, "-Xint", "-XX:CICompilerCount=1");

    assertThat(SettingSection.ofPlan(plain)).contains(jvmArgs("none"));
    assertThat(SettingSection.ofPlan(planned)).contains(jvmArgs("-Xint -XX:CICompilerCount=1"));
    assertThat(SettingSection.ofProfiles(planned)).contains(jvmArgs("-Xint -XX:CICompilerCount=1"));
  }

  private static SettingSection.Fact jvmArgs(String value) {
    return new SettingSection.Fact("Arguments of the trials' JVMs (--jvm-args)", value);
  }

  @Test
  void shouldSayWhatASystemCallCostsByEachBinding() throws IOException {
    new CallCost(Map.of("jna", 212.6, "ffm", 44.4)).write(folder);

    assertThat(SettingSection.ofCallCost(folder))
        .containsExactly(
            new SettingSection.Fact(
                "A system call that does nothing", "44 ns by ffm, 213 ns by jna"));
  }

  @Test
  void shouldSayNothingWhereNobodyLooked() {
    assertThat(SettingSection.ofCallCost(folder)).isEmpty();
  }

  @Test
  void shouldSayWhyTheCostCannotBeRead() throws IOException {
    Files.writeString(folder.resolve("call-cost.json"), "[]");

    assertThat(SettingSection.ofCallCost(folder))
        .singleElement()
        .satisfies(fact -> assertThat(fact.value()).startsWith("can't be read: "));
  }
}
