package io.signalbox.kafka;

import io.signalbox.contract.acl.Grant;
import io.signalbox.contract.acl.Principal;
import io.signalbox.kafka.Credentials.UnusableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Checks now and then whether a cell's Kafka lets this process in and gives it the rights it needs. Logs each problem once, however
 * many clients fail because of it. An open Kafka is not watched.
 */
public final class AccessWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AccessWatch.class);
    private static final Duration USUAL = Duration.ofSeconds(15);
    /** While there is a problem. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final Map<String, Object> SETTINGS = Map.of(
            "client.id",
            "signalbox-access",
            "default.api.timeout.ms",
            "5000",
            "request.timeout.ms",
            "3000",
            "enable.metrics.push",
            "false");

    private final CellAccess access;
    private final KafkaClients kafka;
    private final Principal needs;
    private final Thread thread;
    private volatile String problem = "";
    private volatile boolean closed;

    /** @param needs the rights that this process needs */
    public AccessWatch(CellAccess access, String bootstrap, Principal needs) {
        this.access = access;
        this.kafka = new KafkaClients(access, bootstrap);
        this.needs = needs;
        this.thread = Thread.ofVirtual().name("access-" + access.cell()).unstarted(this::untilClosed);
    }

    public void start() {
        if (access.security().encrypted()) {
            thread.start();
        }
    }

    /** The reason why the access fails or will fail; empty while none is known. */
    public Optional<String> problem() {
        return Optional.of(problem).filter(text -> !text.isEmpty());
    }

    private void untilClosed() {
        try {
            while (!closed) {
                look();
                Thread.sleep(problem.isEmpty() ? USUAL : SOON);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A new client each time, so that a long connection does not hide that the next one would fail. */
    void look() throws InterruptedException {
        try {
            CredentialsCheck.requireUsable(access);
            look(kafka.admin(SETTINGS));
        } catch (UnusableException e) {
            failed(e);
        } catch (KafkaException e) {
            say(AccessProblem.of(e, access, Instant.now())
                    .orElseGet(() -> "cell " + access.cell() + ": no client for " + access.security()
                            + " can be created: " + AccessProblem.root(e)));
        }
    }

    private void look(Admin admin) throws InterruptedException {
        try (admin) {
            say(missing(admin));
        } catch (ExecutionException e) {
            failed(e.getCause() == null ? e : e.getCause());
        }
    }

    /** An unreachable Kafka says nothing of the access. */
    private void failed(Throwable error) {
        AccessProblem.of(error, access, Instant.now()).ifPresent(this::say);
    }

    private String missing(Admin admin) throws ExecutionException, InterruptedException {
        admin.describeCluster().nodes().get();
        var missing = new ArrayList<String>();
        for (Grant grant : needs.grants()) {
            if (grant.resource() == Grant.Resource.TOPIC && !grant.prefix()) {
                Set<String> lacks = lacks(admin, grant);
                if (!lacks.isEmpty()) {
                    missing.add(String.join(", ", lacks) + " on topic " + grant.name());
                }
            }
        }
        return missing.isEmpty() ? "" : denied(missing);
    }

    private String denied(List<String> missing) {
        return "cell " + access.cell() + ": principal " + AccessProblem.principal(access) + ": expected the rights of "
                + needs.name() + ", it may not " + String.join("; ", missing) + AccessProblem.grant(access);
    }

    private static Set<String> lacks(Admin admin, Grant grant) throws ExecutionException, InterruptedException {
        var lacks = new TreeSet<String>();
        Set<AclOperation> allowed = allowed(admin, grant.name());
        for (Grant.Operation operation : grant.operations()) {
            // Creation matters only while there is no such topic, and is then refused by name.
            if (operation != Grant.Operation.CREATE && !allowed.contains(AclOperation.valueOf(operation.name()))) {
                lacks.add(operation.toString());
            }
        }
        return lacks;
    }

    private static Set<AclOperation> allowed(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        try {
            var described = admin.describeTopics(
                            List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .allTopicNames()
                    .get()
                    .get(topic);
            Set<AclOperation> operations = described == null ? null : described.authorizedOperations();
            return operations == null ? Set.of(AclOperation.values()) : operations;
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case TopicAuthorizationException _ -> Set.of();
                case UnknownTopicOrPartitionException _ -> Set.of(AclOperation.values());
                case null, default -> throw e;
            };
        }
    }

    private void say(String now) {
        if (now.equals(problem)) {
            return;
        }
        problem = now;
        if (now.isEmpty()) {
            LOG.infof(
                    "Kafka gives the access that is needed cell=%s principal=\"%s\"",
                    access.cell(), AccessProblem.principal(access));
        } else {
            LOG.errorf("no access to Kafka reason=\"%s\"", now);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
