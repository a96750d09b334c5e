package io.signalbox.fuzz;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.signalbox.fuzz");

    @Test
    void noOtherModuleIsKnown() {
        assertThat(CODE).isNotEmpty();
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.signalbox.fuzz", "org.jacoco..", "org.jspecify..", "java..", "com.sun.management..")
                .because("each module hands over its own parsers, in its tests")
                .check(CODE);
    }
}
