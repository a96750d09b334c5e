package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.Topics;
import io.signalbox.contract.acl.AccessTable;
import io.signalbox.sandbox.certificates.Authority;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.Security;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.world.WorldPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** A whole failover over mutual TLS, where every principal has the rights of the access table and no other. */
class SecuredKafkaIT {

    private static final String HOST = "127.0.0.1";

    @Test
    void failsOverAndBackWithTheRightsOfTheTable() throws IOException {
        try (var stage = Stage.start(WorldPlan.DEMO.withSecuredKafka())) {
            stage.awaitSettledAt(stage.home());
            stage.world().preferred().become(SiteMode.REFUSE);
            stage.awaitSettledAt(stage.away());
            stage.world().preferred().become(SiteMode.UP);
            stage.awaitSettledAt(stage.home());

            stage.assertNothingDenied();
            Broker broker = stage.world().cell().broker();
            assertThatWhoHasNoRightsIsRefused(broker);
            renewWithoutARestart(stage, broker, broker.security().orElseThrow());
        }
    }

    private static void assertThatWhoHasNoRightsIsRefused(Broker broker) {
        try (var admin = Admin.create(broker.client(Security.STRANGER))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of(Topics.COMMANDS))
                            .allTopicNames()
                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    /** New connections use the files as they are then: after the broker's restart, everybody connects anew. */
    private static void renewWithoutARestart(Stage stage, Broker broker, Security security) throws IOException {
        Authority authority = security.authority();
        authority.issue(AccessTable.ACTUATOR, HOST, Authority.EXPIRED);
        authority.issue("broker", HOST, Authority.VALID);
        broker.kill();
        broker.start();
        broker.awaitReady();
        Path log = stage.actuator().log();
        Stage.eventually().untilAsserted(() -> assertThat(Files.readString(log))
                .contains("no access to Kafka reason=\"cell us-west-2: principal CN=actuator: "
                        + "the client certificate CN=actuator in ")
                .contains("tls.crt expired on "));
        Stage.eventually().until(() -> !stage.actuator().ready());

        authority.issue(AccessTable.ACTUATOR, HOST, Authority.VALID);
        Stage.eventually().until(() -> stage.actuator().ready());
        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());
        assertThat(Files.readAllLines(log).stream().filter(line -> line.contains("no access to Kafka")))
                .as("told once")
                .hasSize(1);
    }
}
