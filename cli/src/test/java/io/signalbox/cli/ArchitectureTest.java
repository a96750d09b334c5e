package io.signalbox.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "io.signalbox.cli";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.signalbox.(**)")
                .should()
                .beFreeOfCycles()
                .because("the root package counts as well")
                .check(CODE);
    }

    @Test
    void nothingKnowsTheSandbox() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.signalbox.sandbox..")
                .because("only addresses differ between a sandbox and the world")
                .check(CODE);
    }

    @Test
    void onlyTheConsolePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".console")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("text of others is escaped before it reaches a terminal")
                .check(CODE);
    }
}
