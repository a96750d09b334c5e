package io.signalbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Topics;
import io.signalbox.contract.acl.Grant;
import io.signalbox.contract.acl.Principal;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.KafkaSecurity;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.Security;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker lets each principal do what the access table gives it, and refuses it all that only others may do. */
class RefusalsTest {

    private static final List<VantageName> VANTAGES =
            List.of(new VantageName("eu-west-1"), new VantageName("us-east-1"));

    @TempDir
    private static Path directory;

    private static Security security;
    private static Broker broker;
    private static Set<Right> rights;

    /** Each topic that a right names, with a record. */
    private static final Set<String> TOPICS = new TreeSet<>();

    @BeforeAll
    static void start() throws Exception {
        security = new Security(directory.resolve("certificates"), VANTAGES);
        broker = Broker.start(directory.resolve("broker"), security);
        broker.awaitReady();
        rights = Right.of(security.principals());
        Topics.of(VANTAGES, 1).forEach(topic -> TOPICS.add(topic.name()));
        rights.stream()
                .filter(right -> right.resource() == Grant.Resource.TOPIC)
                .forEach(right -> TOPICS.add(right.name()));
        try (var admin = Admin.create(broker.administrator())) {
            admin.createTopics(TOPICS.stream()
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        try (var producer =
                new KafkaProducer<>(broker.administrator(), new StringSerializer(), new StringSerializer())) {
            for (String topic : TOPICS) {
                producer.send(new ProducerRecord<>(topic, "key", "value")).get();
            }
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static Attempts attempts(String principal) {
        var access = new CellAccess(new CellName("us-west-2"), KafkaSecurity.MTLS, security.credentials(principal));
        return new Attempts(new KafkaClients(access, broker.serviceBootstrap()));
    }

    @Test
    void eachPrincipalIsRefusedTheRightsOfAllOthersAndLetInWithItsOwn() throws Exception {
        List<Principal> principals = security.principals();
        var refused = new ArrayList<String>();
        var letIn = new ArrayList<String>();
        for (Principal principal : principals) {
            try (var attempts = attempts(principal.name())) {
                for (Right right : rights) {
                    (attempts.refused(right) ? refused : letIn).add(principal.name() + ": " + right);
                }
            }
        }
        List<String> lacking = pairs(principals, false);
        System.out.printf(
                "RESULT refusals principals=%d rights=%d tried=%d refused=%d own_tried=%d own_let_in=%d%n",
                principals.size(),
                rights.size(),
                lacking.size(),
                refused.size(),
                principals.size() * rights.size() - lacking.size(),
                letIn.size());
        assertThat(refused).isNotEmpty().containsExactlyElementsOf(lacking);
        assertThat(letIn).isNotEmpty().containsExactlyElementsOf(pairs(principals, true));
    }

    /** By the access table alone. */
    private static List<String> pairs(List<Principal> principals, boolean held) {
        return principals.stream()
                .flatMap(principal -> rights.stream()
                        .filter(right -> right.heldBy(principal) == held)
                        .map(right -> principal.name() + ": " + right))
                .toList();
    }

    @Test
    void nobodyDeletesOrAltersATopicOrSeesOrDeletesRights() throws Exception {
        for (Principal principal : security.principals()) {
            try (var attempts = attempts(principal.name())) {
                for (String topic : TOPICS) {
                    assertThat(attempts.deletionRefused(topic))
                            .as("%s deletes %s", principal.name(), topic)
                            .isTrue();
                    assertThat(attempts.alterationRefused(topic))
                            .as("%s alters %s", principal.name(), topic)
                            .isTrue();
                }
                assertThat(attempts.aclsRefused())
                        .as("%s sees ACLs", principal.name())
                        .isTrue();
                assertThat(attempts.deletionOfAclsRefused())
                        .as("%s deletes ACLs", principal.name())
                        .isTrue();
            }
        }
        try (var admin = Admin.create(broker.administrator())) {
            assertThat(admin.listTopics().names().get()).containsAll(TOPICS);
        }
    }

    @Test
    void whoHasNoRightsIsRefusedAllOfThem() throws Exception {
        try (var attempts = attempts(Security.STRANGER)) {
            for (Right right : rights) {
                assertThat(attempts.refused(right)).as("%s", right).isTrue();
            }
        }
    }
}
