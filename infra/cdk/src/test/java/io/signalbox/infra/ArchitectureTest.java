package io.signalbox.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.signalbox.infra");

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.signalbox.(**)")
                .should()
                .beFreeOfCycles()
                .because("the root package counts as well")
                .check(CLASSES);
    }

    @Test
    void whatAllStacksShareKnowsNoExample() {
        noClasses()
                .that()
                .resideInAPackage("..infra.stack")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..infra.cafe",
                        "..infra.ecs",
                        "..infra.iot",
                        "..infra.lattice",
                        "..infra.pilot",
                        "..infra.platform")
                .because("an example is added beside the others, without a change of what they share")
                .check(CLASSES);
    }

    @Test
    void onlyTheContractIsUsedOfTheOtherModules() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.signalbox.decision..",
                        "io.signalbox.actuator..",
                        "io.signalbox.probe..",
                        "io.signalbox.sandbox..")
                .because("a stack needs the names of a topology, and nothing of the services")
                .check(CLASSES);
    }
}
