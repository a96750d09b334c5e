package io.signalbox.actuator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.signalbox.actuator.core.Deadline;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "io.signalbox.actuator";

    private static final List<String> ADAPTERS = List.of(
            "route53",
            "rfc2136",
            "ssm",
            "capacity",
            "database",
            "recovery",
            "notify",
            "signal",
            "dns",
            "reachability",
            "cloudtrail",
            "credentials",
            "kafka",
            "verify",
            "watch");
    private static final String[] OUTSIDE = Stream.concat(ADAPTERS.stream(), Stream.of("app"))
            .map(name -> ROOT + "." + name)
            .toArray(String[]::new);

    private static final String[] SDK_KNOWN = Stream.of(
                    "aws",
                    "route53",
                    "ssm",
                    "capacity",
                    "database",
                    "recovery",
                    "notify",
                    "signal",
                    "cloudtrail",
                    "credentials",
                    "verify",
                    "app")
            .map(name -> ROOT + "." + name)
            .toArray(String[]::new);

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void coreKnowsOnlyTheContract() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".core")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".core", "io.signalbox.contract..", "java..", "org.jspecify..")
                .because("what the steps are made of must be testable without provider, network or framework")
                .check(CODE);
    }

    @Test
    void theCoreReadsOnlyOneClock() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".core")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .because("the time of day is an argument, or an InstantSource")
                .check(CODE);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".core")
                .and()
                .doNotBelongToAnyOf(Deadline.class)
                .should()
                .callMethod(System.class, "nanoTime")
                .because("Deadline knows how long is left of an attempt; nothing else needs it")
                .check(CODE);
    }

    @Test
    void theCoreDoesNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".core")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net.http..")
                .because("core is plain Java without I/O")
                .check(CODE);
    }

    @Test
    void stepsKnowNoProviderAndNoTransport() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".step")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".step",
                        ROOT + ".core",
                        "io.signalbox.contract..",
                        "io.micrometer..",
                        "org.jboss.logging..",
                        "java..",
                        "org.jspecify..")
                .because("a step says what shall be true; who makes it true is behind the interfaces of core")
                .check(CODE);
    }

    @Test
    void onlyAdaptersOfAwsKnowItsSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackages(SDK_KNOWN)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .because("another provider comes behind the same interface")
                .check(CODE);
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        for (String adapter : ADAPTERS) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + adapter)
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(OUTSIDE).and(not(resideInAPackage(ROOT + "." + adapter))))
                    .because("only app knows all")
                    .check(CODE);
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void noOtherServiceIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.signalbox.probe..", "io.signalbox.decision..", "io.signalbox.sandbox..")
                .because("services are joined by Kafka only, and nothing in them knows of the sandbox")
                .check(CODE);
    }
}
