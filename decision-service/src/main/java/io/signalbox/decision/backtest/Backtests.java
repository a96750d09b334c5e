package io.signalbox.decision.backtest;

import io.signalbox.decision.config.DecisionTopologies;
import io.signalbox.kafka.KafkaClients;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The backtests of this instance: one runs, others wait, and the last ones are kept in memory. */
@ApplicationScoped
public class Backtests {

    static final int KEPT = 20;

    private final DecisionTopologies topologies;
    private final KafkaClients clients;
    private final Map<String, Object> kafka;
    private final InstantSource clock = InstantSource.system();
    private final Map<String, BacktestAttempt> attempts = new LinkedHashMap<>();

    /** Lowest priority: decisions must not wait for a backtest. */
    private final ExecutorService worker = Executors.newSingleThreadExecutor(Thread.ofPlatform()
            .name("backtest")
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .factory());

    @Inject
    Backtests(
            DecisionTopologies topologies,
            KafkaClients clients,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.clients = clients;
        this.topologies = topologies;
        this.kafka = kafka;
    }

    @PreDestroy
    void stop() {
        synchronized (this) {
            attempts.values().forEach(BacktestAttempt::cancel);
        }
        worker.shutdownNow();
    }

    /**
     * @return empty when the queue is full
     * @throws jakarta.ws.rs.WebApplicationException with what was found and what is allowed
     */
    Optional<Job> submit(BacktestRequest asked, String who) {
        var order = BacktestOrder.of(asked, topologies.get(), clock.instant());
        String id = UUID.randomUUID().toString();
        var attempt = new BacktestAttempt(id, who, asked, order, topologies.cell(), clock.instant());
        synchronized (this) {
            if (attempts.size() >= KEPT && !forgetOldest()) {
                return Optional.empty();
            }
            attempts.put(id, attempt);
        }
        worker.execute(() -> attempt.perform(this::consumer, clock));
        return Optional.of(attempt.job());
    }

    /** @return false when none is over */
    private boolean forgetOldest() {
        Optional<BacktestAttempt> oldest =
                attempts.values().stream().filter(BacktestAttempt::isOver).findFirst();
        oldest.ifPresent(attempt -> attempts.remove(attempt.id()));
        return oldest.isPresent();
    }

    /** Newest first, without their reports. */
    synchronized List<Job> all() {
        var jobs = new ArrayList<Job>();
        attempts.values().forEach(attempt -> jobs.add(attempt.job().withoutReport()));
        return jobs.reversed();
    }

    synchronized Optional<Job> one(String id) {
        return Optional.ofNullable(attempts.get(id)).map(BacktestAttempt::job);
    }

    /** Cancels and removes it. @return false when there is none */
    synchronized boolean cancel(String id) {
        BacktestAttempt attempt = attempts.remove(id);
        if (attempt != null) {
            attempt.cancel();
        }
        return attempt != null;
    }

    private Consumer<String, byte[]> consumer() {
        return clients.keyedConsumer(settings(kafka));
    }

    /** Uses assigned partitions and no consumer group: it commits nothing and does not affect the live consumers. */
    public static Map<String, Object> settings(Map<String, Object> broker) {
        var settings = new HashMap<>(broker);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, String.valueOf(8 * 1024 * 1024));
        return settings;
    }
}
