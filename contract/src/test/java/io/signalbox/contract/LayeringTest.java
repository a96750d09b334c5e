package io.signalbox.contract;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {

    private static final JavaClasses CONTRACT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.signalbox.contract");

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
                        "java..",
                        "javax.net.ssl..")
                .because("every service, the sandbox and the benchmarks build on it")
                .check(CONTRACT);
    }

    @Test
    void whatTravelsKnowsNothingOfTheTopology() {
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.contract..")
                .and()
                .resideOutsideOfPackages("io.signalbox.contract.topology..", "io.signalbox.contract.step")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.signalbox.contract.topology..")
                .because("a record is read by whoever has it, whatever the reader's topology says")
                .check(CONTRACT);
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.contract.step")
                .should()
                .dependOnClassesThat(resideInAPackage("io.signalbox.contract.topology..")
                        .and(not(resideInAPackage("io.signalbox.contract.topology.yaml"))))
                .because("a kind of action reads its own arguments and knows nothing else of the topology")
                .check(CONTRACT);
    }

    @Test
    void theModelKnowsNothingOfItsReader() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.signalbox.contract.topology",
                        "io.signalbox.contract.topology.check",
                        "io.signalbox.contract.topology.rules",
                        "io.signalbox.contract.topology.time")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.signalbox.contract.topology.reader..", "io.signalbox.contract.topology.yaml")
                .because("services use the model, wherever it was read from")
                .check(CONTRACT);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.signalbox.(**)")
                .should()
                .beFreeOfCycles()
                .because("the root package counts as well")
                .check(CONTRACT);
    }
}
