package io.signalbox.decision;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LayersTest {

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
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.decision.streams..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.signalbox.decision.rest..", "io.signalbox.decision.view..", "io.signalbox.decision.app..")
                .because("only app knows all")
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
}
