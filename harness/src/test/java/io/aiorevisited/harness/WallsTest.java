package io.aiorevisited.harness;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the walls between the modules. */
class WallsTest {

  private static final String BASE = "io.aiorevisited";

  private static JavaClasses ours;

  @BeforeAll
  static void read() {
    ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(BASE);
  }

  @Test
  void shouldSeeEveryModule() {
    for (String module : new String[] {"engines", "workloads", "analysis", "reports", "harness"}) {
      assertThat(ours.stream().anyMatch(c -> c.getPackageName().startsWith(BASE + "." + module)))
          .as(module)
          .isTrue();
    }
  }

  @Test
  void shouldDependOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("engines")
        .definedBy(BASE + ".engines..")
        .layer("workloads")
        .definedBy(BASE + ".workloads..")
        .layer("analysis")
        .definedBy(BASE + ".analysis..")
        .layer("reports")
        .definedBy(BASE + ".reports..")
        .layer("harness")
        .definedBy(BASE + ".harness..")
        .whereLayer("harness")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("workloads")
        .mayOnlyBeAccessedByLayers("harness")
        .whereLayer("reports")
        .mayOnlyBeAccessedByLayers("harness")
        .whereLayer("engines")
        .mayOnlyBeAccessedByLayers("workloads", "harness")
        .whereLayer("analysis")
        .mayOnlyBeAccessedByLayers("workloads", "reports", "harness")
        .check(ours);
  }

  @Test
  void shouldShowWorkloadsOnlyTheRecords() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".workloads..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(BASE + ".analysis..")
                .and(
                    not(
                        resideInAnyPackage(
                            BASE + ".analysis.record", BASE + ".analysis.record.programs"))))
        .check(ours);
  }

  @Test
  void shouldKeepJnaBehindTheSystemCalls() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".engines.linux..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.jna..")
        .check(ours);
  }

  @Test
  void shouldKeepJmhInWorkloadsAndHarness() {
    classes()
        .that()
        .resideInAnyPackage(BASE + ".engines..", BASE + ".analysis..", BASE + ".reports..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackage("org.openjdk.jmh..")
        .check(ours);
  }

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(ours);
  }
}
