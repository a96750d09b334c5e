package io.signalbox.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("jmh_generated"))
            .importPackages("io.signalbox.bench");

    @Test
    void packagesHaveNoCycles() {
        assertThat(CODE).isNotEmpty();
        slices().matching("io.signalbox.(**)")
                .should()
                .beFreeOfCycles()
                .because("a benchmark can then be read without the others")
                .check(CODE);
    }

    @Test
    void servicesAreMeasuredAsProcessesOrByTheirPlainClasses() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.signalbox.probe..",
                        "io.signalbox.actuator..",
                        "io.signalbox.decision.app..",
                        "io.signalbox.decision.rest..",
                        "io.quarkus..")
                .because("what is measured in a service runs as its users run it")
                .check(CODE);
    }
}
