package io.signalbox.decision.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.signalbox.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Creates the cell's topics that are not there yet, as soon as Kafka answers. */
@ApplicationScoped
public class TopicSetup {

    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final DecisionConfig config;
    private final String bootstrap;
    private volatile boolean stopped;

    @Inject
    TopicSetup(DecisionConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.config = config;
        this.bootstrap = bootstrap;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("topic-setup").start(this::untilDone);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void untilDone() {
        try {
            while (!stopped && !createMissing()) {
                Thread.sleep(RETRY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean createMissing() throws InterruptedException {
        Map<String, Object> properties = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                "5000",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                "3000");
        try (Admin admin = Admin.create(properties)) {
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> missing = Topics.ALL.stream()
                    .filter(spec -> !there.contains(spec.name()))
                    .map(this::topic)
                    .toList();
            admin.createTopics(missing).all().get();
            missing.forEach(topic -> LOG.infof("topic created topic=%s", topic.name()));
            return true;
        } catch (ExecutionException e) {
            // Another instance was faster, or Kafka is not ready: either way, look again.
            if (!(e.getCause() instanceof TopicExistsException)) {
                LOG.warnf("topics not set up yet, trying again reason=%s", e.getCause());
            }
            return false;
        }
    }

    private NewTopic topic(Topics.Spec spec) {
        var settings = new HashMap<String, String>();
        settings.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        if (spec.appendTime()) {
            settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        }
        Duration retention = spec.retention();
        if (retention == null) {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        } else {
            settings.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis()));
        }
        return new NewTopic(spec.name(), spec.partitions(), config.topics().replicationFactor()).configs(settings);
    }
}
