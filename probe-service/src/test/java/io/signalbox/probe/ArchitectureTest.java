package io.signalbox.probe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.signalbox.probe", "io.signalbox.contract");

    @Test
    void theRulesOfProbingKnowNoFramework() {
        classes()
                .that()
                .resideInAPackage("io.signalbox.probe.core")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.signalbox.probe.core", "io.signalbox.contract..", "java..", "org.jspecify..")
                .because("they are tested with times as values, in milliseconds")
                .check(OURS);
    }

    @Test
    void theRulesOfProbingReadNoClock() {
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.probe.core")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("time is an argument there")
                .check(OURS);
    }

    @Test
    void theContractKnowsNoService() {
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.contract..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.signalbox.probe..")
                .because("services depend on the contract and never the other way round")
                .check(OURS);
    }

    @Test
    void protocolsKnowTheWireAndNothingElseOfOurs() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.signalbox.probe.http",
                        "io.signalbox.probe.tcp",
                        "io.signalbox.probe.tls",
                        "io.signalbox.probe.redis",
                        "io.signalbox.probe.postgres",
                        "io.signalbox.probe.mysql",
                        "io.signalbox.probe.mqtt",
                        "io.signalbox.probe.websocket",
                        "io.signalbox.probe.http2",
                        "io.signalbox.probe.grpc",
                        "io.signalbox.probe.dns",
                        "io.signalbox.probe.brokers",
                        "io.signalbox.probe.alarm",
                        "io.signalbox.probe.wire")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.signalbox.probe.app",
                        "io.signalbox.probe.core",
                        "io.signalbox.probe.engine",
                        "io.signalbox.probe.kafka")
                .because("a new kind of probe is one class, whoever runs it")
                .check(OURS);
    }

    @Test
    void onlyTheApplicationKnowsQuarkus() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.signalbox.probe.app", "io.signalbox.contract..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "io.micrometer..", "io.prometheus..")
                .because("wiring, metrics and configuration have one place")
                .check(OURS);
    }

    @Test
    void onlyTheReaderOfAlarmsAndItsWiringKnowAws() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.signalbox.probe.app", "io.signalbox.probe.alarm")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .because("every other check does without")
                .check(OURS);
    }

    @Test
    void publishingAndProbingDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.probe.kafka")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.signalbox.probe.engine", "io.signalbox.probe.wire")
                .because("they meet in core's Outlet")
                .check(OURS);
    }
}
