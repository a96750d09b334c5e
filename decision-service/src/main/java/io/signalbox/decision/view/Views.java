package io.signalbox.decision.view;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.name.Names;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.config.DecisionConfig;
import io.signalbox.decision.config.DecisionTopologies;
import io.signalbox.decision.core.state.FleetState;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The content of states and journal, filled by {@link TopicReader}, so that any instance can answer any read. */
@ApplicationScoped
public class Views {

    private static final Logger LOG = Logger.getLogger(Views.class);
    private static final Codec<ServiceStatus> STATES = Codec.of(ServiceStatus.class);
    private static final Codec<JournalEntry> JOURNAL = Codec.of(JournalEntry.class);

    private final StatesView states = new StatesView();
    private final int journalOfAll;
    private final JournalView journal;
    private final Effects effects;
    private final Feed feed;
    private final ExpiredHolds expired = new ExpiredHolds();
    private final CatchUp catchUp = new CatchUp();
    private final MeterRegistry metrics;
    private volatile FleetView fleet = FleetView.NOTHING;

    private final Predicate<ServiceName> described;
    /** Services of the topology whose state was deleted, and if that was rejected. */
    private final Map<ServiceName, Boolean> deleted = new ConcurrentHashMap<>();

    @Inject
    Views(DecisionConfig config, DecisionTopologies topologies, MeterRegistry metrics) {
        this(config.view(), service -> topologies.get().service(service).isPresent(), metrics);
    }

    /** @param described true for a service of the topology in force */
    Views(DecisionConfig.View view, Predicate<ServiceName> described, MeterRegistry metrics) {
        this.described = described;
        this.metrics = metrics;
        journalOfAll = view.journalOfAll();
        journal = new JournalView(view.journalOfOne(), journalOfAll);
        effects = new Effects(states, journal);
        feed = new Feed(states, journal, new Feed.Limits(view.readers(), view.behind()));
        metrics.gauge("signalbox_event_readers", feed, Feed::readers);
    }

    /** Removes the service of a record without a value when the topology has no such service. Counts and ignores an unreadable record, so that reading continues. */
    void state(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            gone(record);
            return;
        }
        try {
            ServiceStatus status = STATES.read(record.value());
            deleted.remove(status.service());
            feed.state(record.offset(), status);
            effects.look();
        } catch (UnreadableException | RuntimeException e) {
            rejected(Topics.STATES);
            LOG.warnf("state not readable, ignored topic=%s reason=%s", Topics.STATES, e.getMessage());
        }
    }

    private void gone(ConsumerRecord<String, byte[]> record) {
        String key = record.key();
        if (key != null && Names.valid(key)) {
            gone(record.offset(), new ServiceName(key));
        } else {
            rejected(Topics.STATES);
            LOG.warnf("state of no service, ignored topic=%s offset=%d", Topics.STATES, record.offset());
        }
    }

    private void gone(long offset, ServiceName service) {
        if (described.test(service)) {
            deleted.putIfAbsent(service, false);
        } else {
            feed.gone(offset, service);
            expired.forget(service);
        }
    }

    /**
     * A deletion counts only if the topology lacks the service; this instance may read a newer topology later than
     * another one.
     */
    private void settleDeleted() {
        deleted.replaceAll((service, rejected) -> rejected || isRejected(service));
        deleted.keySet().removeIf(service -> {
            boolean left = !described.test(service);
            if (left) {
                states.remove(service);
                expired.forget(service);
            }
            return left;
        });
    }

    private boolean isRejected(ServiceName service) {
        boolean rejected = described.test(service);
        if (rejected) {
            rejected(Topics.STATES);
            LOG.warnf(
                    "state deleted of a service that the topology has, the last one stays topic=%s service=%s",
                    Topics.STATES, service);
        }
        return rejected;
    }

    private void rejected(String topic) {
        metrics.counter("signalbox_rejected", "topic", topic).increment();
    }

    void entry(ConsumerRecord<String, byte[]> record) {
        try {
            JournalEntry entry = JOURNAL.read(record.value());
            fleet = entry.service() == null ? fleet.after(entry) : fleet;
            expired.add(entry);
            feed.entry(record.offset(), entry);
            effects.look();
        } catch (UnreadableException | RuntimeException e) {
            rejected(Topics.JOURNAL);
            LOG.warnf("journal entry not readable, ignored topic=%s reason=%s", Topics.JOURNAL, e.getMessage());
        }
    }

    /** @param journal the offset of the journal that is read first */
    void begin(long journal) {
        feed.begin(journal);
    }

    /** Sets the fleet state from before the part of the journal that is read. */
    void fleet(FleetState stored) {
        fleet = FleetView.of(stored);
    }

    int journalOfAll() {
        return journalOfAll;
    }

    CatchUp catchUp() {
        return catchUp;
    }

    /** True if all records that existed when this instance started have been read. Before that, the views are outdated. */
    public boolean isCaughtUp() {
        return catchUp.isDone();
    }

    /** Progress of catching up, by topic; empty while the range is unknown. */
    public Map<String, String> progress() {
        return catchUp.progress();
    }

    @Scheduled(every = "${signalbox.view.heartbeat:15s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void heartbeat() {
        settleDeleted();
        feed.heartbeat();
    }

    /** By name. */
    public Stream<ServiceStatus> states() {
        return states.all();
    }

    /** By name. @param service the one before the first; null for all */
    public Stream<ServiceStatus> statesAfter(@Nullable ServiceName service) {
        return states.following(service);
    }

    public Optional<ServiceStatus> state(ServiceName service) {
        return states.of(service);
    }

    public FleetView fleet() {
        return fleet;
    }

    /** When an override or a freeze last ended by time. */
    public Map<ExpiredHolds.Hold, Instant> expiredHolds() {
        return expired.all();
    }

    public JournalView journal() {
        return journal;
    }

    /** Completes with the entry of a directive's effect or refusal. Call it before the directive is sent. */
    public CompletableFuture<JournalEntry> effectOf(String directive) {
        return effects.of(directive);
    }

    /** See {@link Feed#follow}. */
    public Optional<Multi<Event>> follow(@Nullable ServiceName service, @Nullable Position after) {
        return feed.follow(service, after);
    }
}
