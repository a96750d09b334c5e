package io.signalbox.kafka;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

/** No Kafka client of a service is without the security of its cell. */
class ClientsTest {

    private static final Pattern CREATION =
            Pattern.compile("new KafkaProducer|new KafkaConsumer|Admin(?:Client)?\\.create\\(|new KafkaStreams\\(");

    /** Takes its properties from the configuration of Quarkus, which has those of the access. */
    private static final List<String> BY_CONFIGURATION = List.of("EvidenceStreams.java");

    @Test
    void onlyKafkaClientsCreatesClients() throws Exception {
        try (Stream<Path> services = Stream.of("probe-service", "decision-service", "actuator-service")
                .map(service -> Path.of("..", service, "src/main/java"))) {
            for (Path sources : services.toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    var creating = files.filter(file -> file.toString().endsWith(".java"))
                            .filter(ClientsTest::creates)
                            .map(file -> file.getFileName().toString())
                            .filter(name -> !BY_CONFIGURATION.contains(name))
                            .toList();
                    assertThat(creating)
                            .as("use KafkaClients instead: it adds the security of the cell")
                            .isEmpty();
                }
            }
        }
    }

    private static boolean creates(Path file) {
        try {
            return CREATION.matcher(Files.readString(file)).find();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void hereOnlyOneClassDoes() {
        JavaClasses ours = new ClassFileImporter().importPackages("io.signalbox.kafka");
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(KafkaClients.class.getName())
                .and()
                .haveSimpleNameNotEndingWith("Test")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(KafkaProducer.class, KafkaConsumer.class)
                .orShould()
                .callMethod(Admin.class, "create", java.util.Map.class)
                .because("it adds the security of the cell")
                .check(ours);
    }
}
