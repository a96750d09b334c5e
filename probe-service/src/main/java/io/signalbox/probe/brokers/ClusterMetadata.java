package io.signalbox.probe.brokers;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.check.Failure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks a cluster for its brokers and one topic. Each request has a client of its own, which is closed afterwards. */
final class ClusterMetadata {

    private final String broker;
    private final Check.Kafka check;
    private final @Nullable TlsClient tls;

    /** @param broker as {@code host:port} @param tls null for plaintext */
    ClusterMetadata(String broker, Check.Kafka check, @Nullable TlsClient tls) {
        this.broker = broker;
        this.check = check;
        this.tls = tls;
    }

    /** The outcome of a request. */
    sealed interface Outcome {

        record Passed() implements Outcome {}

        record Failed(Cause cause, String detail) implements Outcome {}

        /** No response within the limit. */
        record TimedOut() implements Outcome {}
    }

    /** Blocks for {@code limit} at most, and little longer. */
    Outcome ask(Duration limit) {
        long endNanos = System.nanoTime() + limit.toNanos();
        Admin admin = null;
        try {
            admin = Admin.create(settings(limit));
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(left(endNanos), TimeUnit.NANOSECONDS)
                    .size();
            return brokers == 0 ? failed(Cause.TOO_FEW, "the cluster has no brokers") : topic(admin, endNanos);
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        } catch (java.util.concurrent.TimeoutException | KafkaException e) {
            return failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(Cause.OTHER, "interrupted");
        } finally {
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
        }
    }

    private Outcome topic(Admin admin, long endNanos)
            throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
        String topic = check.topic();
        if (topic == null) {
            return new Outcome.Passed();
        }
        TopicDescription description = admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get(left(endNanos), TimeUnit.NANOSECONDS)
                .get(topic);
        if (description == null) {
            return failed(Cause.PROTOCOL_ERROR, "a response without the topic");
        }
        for (TopicPartitionInfo partition : description.partitions()) {
            int inSync = partition.isr().size();
            if (partition.leader() == null || partition.leader().isEmpty()) {
                return failed(Cause.TOO_FEW, "partition " + partition.partition() + " has no leader");
            }
            if (inSync < check.minInSync()) {
                return failed(
                        Cause.TOO_FEW,
                        "partition " + partition.partition() + " has " + inSync + " replicas in sync, expected "
                                + check.minInSync());
            }
        }
        return new Outcome.Passed();
    }

    private static long left(long endNanos) {
        return Math.max(0, endNanos - System.nanoTime());
    }

    private Map<String, Object> settings(Duration limit) {
        int millis = (int) Math.max(1, Math.min(limit.toMillis(), Integer.MAX_VALUE));
        var settings = new HashMap<String, Object>();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "signalbox-probe");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        settings.put(AdminClientConfig.RETRIES_CONFIG, 0);
        settings.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        if (tls != null) {
            settings.put(AdminClientConfig.SECURITY_PROTOCOL_CONFIG, "SSL");
            settings.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, ProbeSslEngineFactory.class);
            settings.put(ProbeSslEngineFactory.TLS, tls);
        }
        return settings;
    }

    /** Quotes Kafka's text for certificates only: other texts may name internal brokers and listeners. */
    private static Outcome failed(Throwable error) {
        return switch (error) {
            case UnknownTopicOrPartitionException _ -> failed(Cause.WRONG_STATUS, "there is no such topic");
            case SslAuthenticationException refused -> shakingHands(refused);
            case TimeoutException _ -> new Outcome.TimedOut();
            case java.util.concurrent.TimeoutException _ -> new Outcome.TimedOut();
            default ->
                failed(Cause.PROTOCOL_ERROR, "no metadata, " + error.getClass().getSimpleName());
        };
    }

    /** The handshake with another broker failed, or this one rejected the client certificate. */
    private static Outcome shakingHands(SslAuthenticationException refused) {
        var failure = Failure.of(refused.getCause() == null ? refused : refused.getCause());
        return failed(failure.cause(), failure.detail());
    }

    private static Outcome failed(Cause cause, String detail) {
        return new Outcome.Failed(cause, detail);
    }
}
