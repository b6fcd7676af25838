package dev.groundswell.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The law of the stream jobs' packages. */
@AnalyzeClasses(packages = "dev.groundswell", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  /** Packages under jobs that are shared; every other one is a feature. */
  private static final String[] SHARED = {
    "dev.groundswell.jobs",
    "dev.groundswell.jobs.source",
    "dev.groundswell.jobs.time",
    "dev.groundswell.jobs.types",
    "dev.groundswell.jobs.window",
    "dev.groundswell.jobs.sink"
  };

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.groundswell.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule eventsImportNothingOfOursAndNoFramework =
      classes()
          .that()
          .resideInAPackage("dev.groundswell.events")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "dev.groundswell.events",
              "com.fasterxml.jackson.core..",
              "org.jspecify.annotations",
              "com.google.errorprone.annotations");

  @ArchTest
  static final ArchRule whatIsSharedKnowsNoFeature =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.groundswell.jobs.source",
              "dev.groundswell.jobs.time",
              "dev.groundswell.jobs.types",
              "dev.groundswell.jobs.window",
              "dev.groundswell.jobs.sink")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.groundswell.jobs.top..",
              "dev.groundswell.jobs.rising..",
              "dev.groundswell.jobs.pulse..",
              "dev.groundswell.jobs.wave..",
              "dev.groundswell.jobs.hours..",
              "dev.groundswell.jobs.listening..");

  @ArchTest
  static final ArchRule featuresDoNotImportEachOther =
      slices()
          .matching("dev.groundswell.jobs.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(DescribedPredicate.alwaysTrue(), inAnyOf(SHARED));

  @ArchTest
  static final ArchRule theServersFrameworkIsNotHere =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.vertx..");

  @ArchTest
  static final ArchRule nobodyReadsTheEnvironment =
      noClasses()
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class);

  private static DescribedPredicate<JavaClass> inAnyOf(String... packages) {
    return JavaClass.Predicates.resideInAnyPackage(packages);
  }
}
