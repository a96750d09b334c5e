package io.signalbox.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {

    private static final JavaClasses CONTRACT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.signalbox");

    @Test
    void theContractDependsOnNothingOfOursAndOnNoFramework() {
        assertThat(CONTRACT).isNotEmpty();
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.signalbox.contract..",
                        "com.fasterxml.jackson..",
                        "org.snakeyaml.engine..",
                        "com.cronutils..",
                        "com.google.re2j..",
                        "org.jspecify..",
                        "java..")
                .because("every service, the sandbox and the benchmarks build on it")
                .check(CONTRACT);
    }

    @Test
    void whatTravelsKnowsNothingOfTheTopology() {
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.contract")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.signalbox.contract.topology")
                .because("a record is read by whoever has it, whatever the reader's topology says")
                .check(CONTRACT);
    }
}
