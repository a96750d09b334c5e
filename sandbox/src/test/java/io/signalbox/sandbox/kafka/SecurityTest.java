package io.signalbox.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.Topics;
import io.signalbox.contract.acl.AccessTable;
import io.signalbox.contract.name.VantageName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityTest {

    private static final VantageName VANTAGE = new VantageName("eu-west-1");

    @AfterEach
    void forget() {
        System.clearProperty(Security.PROPERTY);
    }

    @Test
    void theBrokerTellsWhomItHasDeniedWhatButForTheStranger(@TempDir Path directory) {
        try (var broker = Broker.start(
                directory.resolve("broker"), new Security(directory.resolve("certificates"), List.of(VANTAGE)))) {
            broker.awaitReady();
            CellTopics.create(broker, VANTAGE);
            assertThat(broker.denials()).isEmpty();

            refused(broker.client(Security.STRANGER));
            assertThat(broker.denials()).isEmpty();

            refused(broker.client(AccessTable.ACTUATOR));
            assertThat(broker.denials())
                    .singleElement()
                    .asString()
                    .contains("User:actuator is Denied operation = DESCRIBE", "Topic:LITERAL:" + Topics.VERDICTS);
        }
    }

    private static void refused(Map<String, Object> client) {
        try (var admin = Admin.create(client)) {
            assertThatThrownBy(() -> admin.describeTopics(List.of(Topics.VERDICTS))
                            .allTopicNames()
                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void worldsAreSecuredWhenTheyAreWantedSecured() {
        assertThat(Security.wanted()).hasToString("plaintext");
        System.setProperty(Security.PROPERTY, "mtls");
        assertThat(Security.wanted()).hasToString("mtls");
        System.setProperty(Security.PROPERTY, "tls");
        assertThatThrownBy(Security::wanted).hasMessage("signalbox.kafka: expected plaintext or mtls, got \"tls\"");
    }
}
