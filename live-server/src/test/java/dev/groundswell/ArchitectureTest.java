package dev.groundswell;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The laws of the house, for the live server, the simulator and the standalone process. */
@AnalyzeClasses(packages = "dev.groundswell", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("dev.groundswell.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule eventsImportNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage("dev.groundswell.events..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.groundswell..")
                  .and(DescribedPredicate.not(resideInAPackage("dev.groundswell.events.."))))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theSimulatorImportsNothingOfTheServer =
      noClasses()
          .that()
          .resideInAPackage("dev.groundswell.simulator..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.groundswell.server..", "dev.groundswell.events..", "dev.groundswell.jobs..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheSettingsReadTheEnvironment =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.groundswell.server.ServerConfig")
          .should()
          .callMethodWhere(
              JavaCall.Predicates.target(nameMatching("getenv"))
                  .and(
                      JavaCall.Predicates.target(
                          com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With
                              .owner(nameMatching("java\\.lang\\.System")))))
          .because("settings are read and checked in one place");

  @ArchTest
  static final ArchRule onlyTheStandaloneProcessSeesVertxAndFlink =
      noClasses()
          .that()
          .resideInAnyPackage("dev.groundswell.server..", "dev.groundswell.simulator..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "dev.groundswell.jobs..")
          .because("the server's own image carries no Flink");

  @ArchTest
  static final ArchRule jobsDoNotSeeVertx =
      noClasses()
          .that()
          .resideInAnyPackage("dev.groundswell.jobs..", "dev.groundswell.events..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nobodyDependsOnTheStandaloneProcess =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.groundswell.standalone..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.groundswell.standalone..");

  @ArchTest
  static final ArchRule stagesDoNotTakeTheWholeConfiguration =
      noClasses()
          .that()
          .resideInAPackage("dev.groundswell.server.(*)..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("dev.groundswell.server.ServerConfig")
          .because("each stage takes the few values it needs");

  /** Named one by one, each with the reason why it may wait. */
  private static final Set<String> MAY_WAIT = Set.of();

  @ArchTest
  static final ArchRule nothingInTheServerWaits =
      noClasses()
          .that(
              resideInAPackage("dev.groundswell.server..")
                  .and(
                      describe(
                          "are not named as exceptions", c -> !MAY_WAIT.contains(c.getFullName()))))
          .should()
          .callMethodWhere(
              JavaCall.Predicates.target(
                  nameMatching(
                      "(.*\\.)?(sleep|blockingGet|blockingAwait|blockingFirst|blockingLast"
                          + "|blockingSubscribe|blockingForEach|blockingIterable|parkNanos)")))
          .because("it would hold up an event loop");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class);

  @ArchTest
  static final ArchRule everyPackageSaysWhatItIs =
      classes()
          .that()
          .resideInAPackage("dev.groundswell..")
          .should(
              com.tngtech.archunit.lang.conditions.ArchConditions.be(
                  describe(
                      "in a package with package-info",
                      c -> c.getPackage().tryGetPackageInfo().isPresent())));
}
