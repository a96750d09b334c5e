package io.signalbox.kafka;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.signalbox.kafka");

    @Test
    void typesFormNoCycle() {
        slices().assignedFrom(new OuterType())
                .should()
                .beFreeOfCycles()
                .because("each class can then be read without those that use it")
                .check(CODE);
    }

    @Test
    void noServiceIsKnown() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.signalbox.kafka",
                        "io.signalbox.contract..",
                        "org.apache.kafka..",
                        "io.smallrye.config..",
                        "org.eclipse.microprofile.config..",
                        "com.fasterxml.jackson..",
                        "software.amazon.awssdk..",
                        "org.jboss.logging..",
                        "org.jspecify..",
                        "java..",
                        "javax.net.ssl..",
                        "javax.security.auth..")
                .because("every service connects with it")
                .check(CODE);
    }

    /** Nested types count with their outer one. */
    private static final class OuterType implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getName().split("\\$", 2)[0]);
        }

        @Override
        public String getDescription() {
            return "outer types";
        }
    }
}
