package io.signalbox.kafka;

import io.signalbox.contract.acl.Grant;
import io.signalbox.contract.acl.Grant.Operation;
import io.signalbox.contract.acl.Grant.Resource;
import io.signalbox.contract.acl.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/** Lets one principal try what only others may do. */
final class OthersRights {

    private static final Map<String, Object> SHORT =
            Map.of("default.api.timeout.ms", "10000", "request.timeout.ms", "5000");
    private static final Duration FETCH = Duration.ofSeconds(5);

    private final Principal principal;
    private final KafkaClients clients;
    private final List<String> refused = new ArrayList<>();
    private final List<String> done = new ArrayList<>();

    OthersRights(Principal principal, KafkaClients clients) {
        this.principal = principal;
        this.clients = clients;
    }

    List<String> refused() {
        return refused;
    }

    /** The operations that Kafka let the principal do. */
    List<String> done() {
        return done;
    }

    private interface Deed {
        void tried() throws ExecutionException, InterruptedException;
    }

    void tryAll(List<Principal> all, Set<String> topics) throws InterruptedException {
        try (Admin admin = clients.admin(SHORT)) {
            for (Grant grant :
                    all.stream().flatMap(other -> other.grants().stream()).toList()) {
                String name = grant.prefix() ? grant.name() + "x" : grant.name();
                for (Operation operation : grant.operations()) {
                    if (!principal.may(operation, grant.resource(), name)) {
                        attempt(
                                operation + " " + grant.resource() + " " + name,
                                () -> use(admin, operation, grant.resource(), name));
                    }
                }
            }
            for (String topic : new TreeSet<>(topics)) {
                attempt(
                        "Delete " + topic,
                        () -> admin.deleteTopics(List.of(topic)).all().get());
                attempt("AlterConfigs " + topic, () -> alter(admin, topic));
            }
            var any = new AclBindingFilter(ResourcePatternFilter.ANY, AccessControlEntryFilter.ANY);
            attempt("DescribeAcls", () -> admin.describeAcls(any).values().get());
            attempt("DeleteAcls", () -> admin.deleteAcls(List.of(any)).all().get());
        }
    }

    private void attempt(String what, Deed deed) throws InterruptedException {
        try {
            deed.tried();
            done.add(what);
        } catch (AuthorizationException e) {
            refused.add(what);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw new IllegalStateException(what, e);
            }
            refused.add(what);
        }
    }

    private void use(Admin admin, Operation operation, Resource resource, String name)
            throws ExecutionException, InterruptedException {
        switch (resource) {
            case TOPIC -> topic(admin, operation, name);
            case GROUP -> group(admin, operation, name);
            case TRANSACTIONAL_ID -> transaction(admin, operation, name);
        }
    }

    private void topic(Admin admin, Operation operation, String name) throws ExecutionException, InterruptedException {
        switch (operation) {
            case READ -> read(name);
            case WRITE -> write(name);
            case CREATE ->
                admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                        .all()
                        .get();
            case DESCRIBE -> admin.describeTopics(List.of(name)).allTopicNames().get();
            case DESCRIBE_CONFIGS ->
                admin.describeConfigs(List.of(new ConfigResource(ConfigResource.Type.TOPIC, name)))
                        .all()
                        .get();
        }
    }

    private void read(String topic) {
        try (var consumer = clients.consumer(SHORT)) {
            var first = List.of(new TopicPartition(topic, 0));
            consumer.assign(first);
            consumer.seek(first.getFirst(), 0);
            var _ = consumer.poll(FETCH);
        }
    }

    private void write(String topic) throws ExecutionException, InterruptedException {
        try (var producer = clients.producer(Map.of("enable.idempotence", "false", "max.block.ms", "5000"))) {
            producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {1}))
                    .get();
        }
    }

    private static void group(Admin admin, Operation operation, String group)
            throws ExecutionException, InterruptedException {
        if (operation == Operation.DESCRIBE) {
            admin.describeConsumerGroups(List.of(group)).all().get();
        } else {
            var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
            positions.put(new TopicPartition("signalbox.commands", 0), new OffsetAndMetadata(0));
            admin.alterConsumerGroupOffsets(group, positions).all().get();
        }
    }

    private void transaction(Admin admin, Operation operation, String id)
            throws ExecutionException, InterruptedException {
        if (operation == Operation.DESCRIBE) {
            admin.describeTransactions(List.of(id)).all().get();
        } else {
            try (var producer = clients.producer(Map.of("transactional.id", id, "max.block.ms", "5000"))) {
                producer.initTransactions();
            }
        }
    }

    private static void alter(Admin admin, String topic) throws ExecutionException, InterruptedException {
        var change = new AlterConfigOp(new ConfigEntry("retention.ms", "1"), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(change)))
                .all()
                .get();
    }
}
