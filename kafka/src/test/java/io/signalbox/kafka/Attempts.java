package io.signalbox.kafka;

import io.signalbox.contract.acl.Grant.Operation;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** Lets one principal try operations at a broker. */
final class Attempts implements AutoCloseable {

    private static final Map<String, Object> SHORT =
            Map.of("default.api.timeout.ms", "10000", "request.timeout.ms", "5000");
    private static final Duration FETCH = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final Admin admin;

    Attempts(KafkaClients clients) {
        this.clients = clients;
        this.admin = clients.admin(SHORT);
    }

    private interface Deed {
        void tried() throws ExecutionException, InterruptedException;
    }

    /** True if the broker refuses it because of that resource; false if it does it, or denies only that there is such a thing. */
    boolean refused(Right right) throws InterruptedException {
        return switch (right.resource()) {
            case TOPIC -> refused(TopicAuthorizationException.class, () -> topic(right.operation(), right.name()));
            case GROUP -> refused(GroupAuthorizationException.class, () -> group(right.operation(), right.name()));
            case TRANSACTIONAL_ID ->
                refused(
                        TransactionalIdAuthorizationException.class,
                        () -> transaction(right.operation(), right.name()));
        };
    }

    boolean deletionRefused(String topic) throws InterruptedException {
        return refused(
                TopicAuthorizationException.class,
                () -> admin.deleteTopics(List.of(topic)).all().get());
    }

    boolean alterationRefused(String topic) throws InterruptedException {
        var change = new AlterConfigOp(new ConfigEntry("retention.ms", "1"), AlterConfigOp.OpType.SET);
        Map<ConfigResource, Collection<AlterConfigOp>> changes =
                Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(change));
        return refused(
                TopicAuthorizationException.class,
                () -> admin.incrementalAlterConfigs(changes).all().get());
    }

    boolean aclsRefused() throws InterruptedException {
        return refused(
                ClusterAuthorizationException.class,
                () -> admin.describeAcls(AclBindingFilter.ANY).values().get());
    }

    boolean deletionOfAclsRefused() throws InterruptedException {
        return refused(
                ClusterAuthorizationException.class,
                () -> admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get());
    }

    private static boolean refused(Class<? extends AuthorizationException> refusal, Deed deed)
            throws InterruptedException {
        try {
            deed.tried();
            return false;
        } catch (ExecutionException | ApiException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            if (refusal.isInstance(cause)) {
                return true;
            }
            if (cause instanceof AuthorizationException
                    || cause instanceof RetriableException
                    || !(cause instanceof ApiException)) {
                throw new IllegalStateException("neither let in nor refused as expected: " + cause, e);
            }
            return false;
        }
    }

    private void topic(Operation operation, String name) throws ExecutionException, InterruptedException {
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
            if (consumer.poll(FETCH).isEmpty()) {
                throw new IllegalStateException(topic + " has no record");
            }
        }
    }

    private void write(String topic) throws ExecutionException, InterruptedException {
        try (var producer = clients.producer(Map.of("enable.idempotence", "false", "max.block.ms", "5000"))) {
            producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {1}))
                    .get();
        }
    }

    private void group(Operation operation, String group) throws ExecutionException, InterruptedException {
        if (operation == Operation.DESCRIBE) {
            admin.describeConsumerGroups(List.of(group)).all().get();
        } else {
            // Leaving a group needs the same right as joining it.
            var nobody = new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove("nobody")));
            admin.removeMembersFromConsumerGroup(group, nobody).all().get();
        }
    }

    private void transaction(Operation operation, String id) throws ExecutionException, InterruptedException {
        if (operation == Operation.DESCRIBE) {
            admin.describeTransactions(List.of(id)).all().get();
        } else {
            try (var producer = clients.producer(Map.of("transactional.id", id, "max.block.ms", "10000"))) {
                producer.initTransactions();
            }
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
