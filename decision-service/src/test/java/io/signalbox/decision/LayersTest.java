package io.signalbox.decision;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.Slice;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.cell.FleetOrders;
import io.signalbox.decision.core.execution.StepRefusals;
import io.signalbox.decision.core.fence.FenceFaults;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayersTest {

    private static final String CORE_PACKAGE = "io.signalbox.decision.core.";

    /** One package for each thing outside of the core; {@code rest} has a rule of its own. */
    private static final Set<String> ADAPTERS =
            Set.of("access", "backtest", "calendar", "check", "streams", "ui", "view");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.signalbox");

    @Test
    void theCoreKnowsOnlyTheContractAndTheJdk() {
        classes()
                .that()
                .resideInAPackage("io.signalbox.decision.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.signalbox.decision.core..",
                        "io.signalbox.contract..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "com.fasterxml.jackson.annotation..",
                        "org.jspecify..")
                .because("the same code decides live, in simulations and in backtests")
                .check(CLASSES);
    }

    @Test
    void theCoreAsksNoClock() {
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.decision.core..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .because("time arrives as an argument")
                .check(CLASSES);
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        slices().matching("io.signalbox.decision.(*)..")
                .that(DescribedPredicate.<Slice>describe("adapters", slice -> ADAPTERS.contains(slice.getNamePart(1))))
                .should()
                .notDependOnEachOther()
                .because("only app knows all")
                .check(CLASSES);
    }

    @Test
    void theRestInterfaceKnowsOnlyTheViewsAndTheAccess() {
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.decision.rest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ADAPTERS.stream()
                        .filter(adapter -> !Set.of("access", "view").contains(adapter))
                        .map(adapter -> "io.signalbox.decision." + adapter + "..")
                        .toArray(String[]::new))
                .because("it shows what the views hold to whom the access permits")
                .check(CLASSES);
    }

    @Test
    void onlyTheApplicationKnowsRestAndItself() {
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.decision..")
                .and()
                .resideOutsideOfPackages("io.signalbox.decision.app..", "io.signalbox.decision.rest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.signalbox.decision.app..", "io.signalbox.decision.rest..")
                .because("app wires the other packages")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.decision.rest..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.signalbox.decision.app..")
                .because("app wires the other packages")
                .check(CLASSES);
    }

    @Test
    void noServiceKnowsAnother() {
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.decision..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.signalbox.probe..", "io.signalbox.actuator..", "io.signalbox.sandbox..")
                .because("services meet only in Kafka, by the contract")
                .check(CLASSES);
    }

    /** From what an event meets last to what it meets first; then what shows, repeats or rehearses decisions. */
    private static final List<String> CORE = List.of(
            "evidence",
            "state",
            "transition",
            "fence",
            "select",
            "plan",
            "govern",
            "execution",
            "orders",
            "machine",
            "status",
            "shadow",
            "cell",
            "explain",
            "report",
            "rehearsal",
            "lint",
            "backtest",
            "loss");

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.signalbox.decision.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void thePackagesOfTheCoreDependInOneDirection() {
        assertThat(CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(CORE_PACKAGE))
                        .map(name -> name.substring(CORE_PACKAGE.length())))
                .as("a new package of the core has its place in this order")
                .hasSameElementsAs(CORE);
        for (int lower = 0; lower < CORE.size() - 1; lower++) {
            String[] higher = CORE.subList(lower + 1, CORE.size()).stream()
                    .map(name -> CORE_PACKAGE + name)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(CORE_PACKAGE + CORE.get(lower))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(higher)
                    .because("an event's way through the core has one direction")
                    .check(CLASSES);
        }
    }

    @Test
    void reasonsAreGivenByTheirCode() {
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.decision.core..")
                .and()
                .doNotHaveFullyQualifiedName(FenceFaults.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(FleetOrders.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(StepRefusals.class.getName())
                .should()
                .callMethod(Reason.class, "of", String.class, String.class)
                .because("docs/reasons.md explains each code; only stored codes and those of providers come as text")
                .check(CLASSES);
    }
}
