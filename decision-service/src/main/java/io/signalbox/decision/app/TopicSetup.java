package io.signalbox.decision.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.signalbox.contract.Topics;
import io.signalbox.contract.name.VantageName;
import io.signalbox.decision.config.DecisionConfig;
import io.signalbox.decision.config.DecisionTopologies;
import io.signalbox.decision.streams.StoredPartitions;
import io.signalbox.kafka.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Creates the missing topics of the cell as soon as Kafka answers, and checks the settings of all topics; later those of vantages that
 * are new in the topology.
 */
@ApplicationScoped
public class TopicSetup {

    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final DecisionConfig config;
    private final DecisionTopologies topologies;
    private final TopicsGate gate;
    private final TopicCheck check;
    private final KafkaClients kafka;
    private final KafkaAccess access;
    private final String applicationId;
    private String told = "";
    private volatile boolean stopped;

    @Inject
    TopicSetup(
            DecisionConfig config,
            DecisionTopologies topologies,
            TopicsGate gate,
            KafkaClients kafka,
            KafkaAccess access,
            @ConfigProperty(name = "quarkus.kafka-streams.application-id") String applicationId) {
        this.config = config;
        this.topologies = topologies;
        this.gate = gate;
        this.check = new TopicCheck(config.topics().replicationFactor());
        this.kafka = kafka;
        this.access = access;
        this.applicationId = applicationId;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("topic-setup").start(this::untilDone);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void untilDone() {
        try {
            List<VantageName> done = List.of();
            while (!stopped) {
                List<VantageName> vantages = topologies.get().vantages();
                if (!vantages.equals(done)
                        && createMissing(Topics.of(vantages, config.topics().observationPartitions()))) {
                    done = vantages;
                }
                Thread.sleep(RETRY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean createMissing(List<Topics.Spec> specs) throws InterruptedException {
        Map<String, Object> properties = Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                "5000",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                "3000");
        try (Admin admin = kafka.admin(properties)) {
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> missing = specs.stream()
                    .filter(spec -> !there.contains(spec.name()))
                    .map(this::topic)
                    .toList();
            admin.createTopics(missing).all().get();
            missing.forEach(topic -> LOG.infof("topic created topic=%s", topic.name()));
            List<String> problems = problems(admin, specs);
            problems.addAll(storedPartitions(admin, there));
            problems.forEach(problem -> LOG.errorf("topic is wrong, nothing is decided reason=%s", problem));
            gate.checked(problems);
            told = "";
            return true;
        } catch (ExecutionException e) {
            // Another instance created it, or Kafka is not ready: check again.
            if (!(e.getCause() instanceof TopicExistsException)) {
                tell(access.explained(e.getCause()).orElseGet(() -> String.valueOf(e.getCause())));
            }
            return false;
        }
    }

    /** Once until it succeeds: this is tried every second. */
    private void tell(String reason) {
        if (!reason.equals(told)) {
            told = reason;
            LOG.warnf("topics not set up yet, trying again reason=\"%s\"", reason);
        }
    }

    private List<String> problems(Admin admin, List<Topics.Spec> specs)
            throws ExecutionException, InterruptedException {
        var names = specs.stream().map(Topics.Spec::name).toList();
        Map<String, TopicDescription> topics =
                admin.describeTopics(names).allTopicNames().get();
        Map<ConfigResource, Config> configs = admin.describeConfigs(
                        names.stream().map(TopicSetup::resource).toList())
                .all()
                .get();
        var problems = new ArrayList<String>();
        for (Topics.Spec spec : specs) {
            problems.addAll(check.problems(
                    spec,
                    Objects.requireNonNull(topics.get(spec.name())),
                    Objects.requireNonNull(configs.get(resource(spec.name())))));
        }
        return problems;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /** Kafka Streams could only fail again and again. */
    private List<String> storedPartitions(Admin admin, Set<String> there)
            throws ExecutionException, InterruptedException {
        String stored = StoredPartitions.topic(applicationId);
        var asked = there.stream()
                .filter(topic -> topic.equals(stored) || Topics.hasObservations(topic))
                .toList();
        Map<String, Integer> partitions = admin.describeTopics(asked).allTopicNames().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        topic -> topic.getValue().partitions().size()));
        return StoredPartitions.objections(applicationId, partitions);
    }

    private NewTopic topic(Topics.Spec spec) {
        return new NewTopic(spec.name(), spec.partitions(), config.topics().replicationFactor())
                .configs(check.settings(spec));
    }
}
