package io.signalbox.probe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.Slice;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.signalbox.probe", "io.signalbox.contract");

    /** One package for each thing that probes talk to, and one for the cells' Kafka. */
    private static final Set<String> ADAPTERS = Set.of(
            "alarm",
            "brokers",
            "calculated",
            "dns",
            "grpc",
            "heartbeat",
            "http",
            "kafka",
            "mqtt",
            "mysql",
            "postgres",
            "redis",
            "tcp",
            "tls",
            "websocket");

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.signalbox.probe.(**)")
                .should()
                .beFreeOfCycles()
                .because("dependencies point at core and contract")
                .check(OURS);
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        slices().matching("io.signalbox.probe.(*)..")
                .that(DescribedPredicate.<Slice>describe("adapters", slice -> ADAPTERS.contains(slice.getNamePart(1))))
                .should()
                .notDependOnEachOther()
                .because("only app knows them all")
                .check(OURS);
    }

    @Test
    void onlyTheApplicationIsKnownByNobody() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.signalbox.probe.app")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.signalbox.probe.app")
                .because("app wires the other packages")
                .check(OURS);
    }

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
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(InstantSource.class)
                .because("time is an argument there")
                .check(OURS);
    }

    @Test
    void theRulesOfProbingDoNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.probe.core")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.nio.channels..")
                .because("core is plain Java without I/O")
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
    void noOtherServiceIsKnown() {
        noClasses()
                .that()
                .resideInAPackage("io.signalbox.probe..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.signalbox.decision..", "io.signalbox.actuator..", "io.signalbox.sandbox..")
                .because("services meet only in Kafka, by the contract")
                .check(OURS);
    }

    @Test
    void kindsKnowNothingOfTheirUse() {
        noClasses()
                .that()
                .resideInAnyPackage(ADAPTERS.stream()
                        .filter(adapter -> !adapter.equals("kafka"))
                        .map(adapter -> "io.signalbox.probe." + adapter)
                        .toArray(String[]::new))
                .or()
                .resideInAnyPackage(
                        "io.signalbox.probe.certificates",
                        "io.signalbox.probe.check",
                        "io.signalbox.probe.http2",
                        "io.signalbox.probe.kind",
                        "io.signalbox.probe.wire")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.signalbox.probe.engine",
                        "io.signalbox.probe.kafka",
                        "io.signalbox.probe.live",
                        "io.signalbox.probe.metrics",
                        "io.signalbox.probe.once")
                .because("a new kind of probe is one class, whoever runs it")
                .check(OURS);
    }

    @Test
    void onlyTheApplicationKnowsQuarkus() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.signalbox.probe.access",
                        "io.signalbox.probe.app",
                        "io.signalbox.probe.metrics",
                        "io.signalbox.contract..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "io.micrometer..", "io.prometheus..")
                .because("wiring, access, metrics and configuration each have one place")
                .check(OURS);
    }

    @Test
    void onlyTheReaderOfAlarmsKnowsAws() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.signalbox.probe.alarm")
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
                .because("they meet in core's ObservationSink")
                .check(OURS);
    }
}
