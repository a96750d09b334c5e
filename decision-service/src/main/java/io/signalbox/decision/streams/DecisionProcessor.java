package io.signalbox.decision.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.cell.Brain;
import io.signalbox.decision.core.cell.Brain.Effect;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Stage 2: one task per cell makes all decisions. All effects of one event are written in one transaction. */
final class DecisionProcessor implements Processor<String, byte[], String, byte[]> {

    static final String STORE = "services";
    static final String COMMANDS_SINK = "to-commands";
    static final String STATES_SINK = "to-states";
    static final String JOURNAL_SINK = "to-journal";
    static final String REJECTED_SINK = "to-rejected-2";

    private static final String FLEET_KEY = BrainRestorer.FLEET_KEY;
    private static final String HEARTBEAT_KEY = "*heartbeat";

    private static final Codec<SiteVerdict> VERDICTS = Codec.of(SiteVerdict.class);
    private static final Codec<Watermark> WATERMARKS = Codec.of(Watermark.class);
    private static final Codec<Directive> DIRECTIVES = Codec.of(Directive.class);
    private static final Codec<Outcome> OUTCOMES = Codec.of(Outcome.class);
    private static final Codec<Command> COMMANDS = Codec.of(Command.class);
    private static final Codec<JournalEntry> JOURNAL = Codec.of(JournalEntry.class);
    private static final Codec<ServiceStatus> STATES = Codec.of(ServiceStatus.class);
    private static final Codec<ServiceState> STORED_STATES = Codec.of(ServiceState.class);
    private static final Codec<FleetState> STORED_FLEET = Codec.of(FleetState.class);

    private final Supplier<Topology> current;
    private final CellName cell;
    private final Heartbeat heartbeat;
    private final Runnable gate;
    private final ThreadLocal<CommitPace> paces;
    private final RejectedRecords rejections;
    private final TransitionLog telling;
    private boolean readSinceHeartbeat;
    private @Nullable Stage stage;

    /** The objects of one run of the task, from {@code init} to {@code close}. */
    private record Stage(
            TaskRun life,
            Heartbeat.Pulse pulse,
            ProcessorContext<String, byte[]> context,
            KeyValueStore<String, byte[]> store,
            Clock clock,
            Commits commits,
            Brain brain) {}

    DecisionProcessor(
            Supplier<Topology> current,
            CellName cell,
            Heartbeat heartbeat,
            Runnable gate,
            ThreadLocal<CommitPace> paces,
            MeterRegistry metrics) {
        this.current = current;
        this.cell = cell;
        this.heartbeat = heartbeat;
        this.gate = gate;
        this.paces = paces;
        this.rejections = new RejectedRecords(metrics, REJECTED_SINK);
        this.telling = new TransitionLog(metrics);
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        close();
        KeyValueStore<String, byte[]> store = context.getStateStore(STORE);
        gate.run();
        var life = new TaskRun(context);
        var clock = new Clock(context);
        Brain brain = BrainRestorer.brain(store, current.get(), cell, clock.now());
        var opened = new Stage(
                life,
                heartbeat.begin("decision", clock.now()),
                context,
                store,
                clock,
                Commits.of(context, life, paces.get()),
                brain);
        stage = opened;
        life.every(Brain.TICK, () -> tick(opened));
    }

    @Override
    public void close() {
        if (stage != null) {
            stage.life().end();
            stage.pulse().end();
            stage = null;
        }
    }

    /**
     * Rejects a record that cannot be read or that makes the decision fail; the brain's state is then unchanged. Exceptions of
     * Kafka are not caught here: they end this run of the task.
     */
    @Override
    public void process(Record<String, byte[]> record) {
        readSinceHeartbeat = true;
        Stage at = stage;
        if (at == null) {
            throw new IllegalStateException("not initialised");
        }
        if (isOfASiteThatIsNoMore(at, record)) {
            return;
        }
        List<Effect> effects;
        try {
            effects = at.brain().on(event(at, record), at.clock().now());
        } catch (UnreadableException | RuntimeException e) {
            rejections.reject(at.context(), record, e);
            return;
        }
        perform(at, effects);
    }

    /** Stage 1 deletes the verdicts of removed sites. Stage 2 ignores the deletion: it drops the site with the topology. */
    private static boolean isOfASiteThatIsNoMore(Stage at, Record<String, byte[]> record) {
        return record.value() == null
                && at.context()
                        .recordMetadata()
                        .filter(from -> from.topic().equals(Topics.VERDICTS))
                        .isPresent();
    }

    private static ServiceEvent event(Stage at, Record<String, byte[]> record) throws UnreadableException {
        IntakeMetrics.requireSize(record.value());
        String topic = at.context().recordMetadata().map(RecordMetadata::topic).orElse("");
        return switch (topic) {
            case Topics.VERDICTS ->
                Watermark.isKey(record.key())
                        ? new ServiceEvent.EvidenceRead(WATERMARKS.read(record.value()))
                        : new ServiceEvent.VerdictChanged(VERDICTS.read(record.value()));
            case Topics.DIRECTIVES -> directed(at, record);
            case Topics.OUTCOMES -> new ServiceEvent.Reported(OUTCOMES.read(record.value()));
            default -> throw new UnreadableException("nothing is expected from topic \"" + topic + "\"", null);
        };
    }

    /** Rejects an order that was read before, for example when offsets were lost and the topic is read from its beginning. */
    private static ServiceEvent directed(Stage at, Record<String, byte[]> record) throws UnreadableException {
        Directive directive = DIRECTIVES.read(record.value());
        Instant appended = Instant.ofEpochMilli(record.timestamp());
        if (at.brain().isReplayed(appended)) {
            throw new UnreadableException(
                    "Directive: " + directive.id() + " of " + appended
                            + " was read before; it is not carried out again",
                    null);
        }
        return new ServiceEvent.Directed(directive, appended);
    }

    private void tick(Stage at) {
        if (at.clock().isAhead()) {
            init(at.context());
            return;
        }
        beat(at, at.clock().now());
        Topology newer = current.get();
        if (!newer.digest().equals(at.brain().topology().digest())) {
            at.brain().follow(newer);
        }
        perform(at, at.brain().tick(at.clock().now()));
    }

    /**
     * The heartbeat shows that commits succeed, so there must be something to commit. The offsets of records that were read are
     * enough. Without them, deleting a key that never exists writes a record to the changelog, which compaction removes.
     */
    private void beat(Stage at, Instant now) {
        Instant before = at.pulse().progress();
        if (at.pulse().tick(now)) {
            if (!readSinceHeartbeat) {
                at.store().delete(HEARTBEAT_KEY);
            }
            readSinceHeartbeat = false;
            if (!at.pulse().progress().equals(before)) {
                heartbeat.decided(at.pulse().progress());
            }
        }
    }

    private void perform(Stage at, List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.StoreService(ServiceState state) ->
                    at.store().put(state.service().value(), STORED_STATES.write(state));
                case Effect.StoreFleet(FleetState fleet) -> at.store().put(FLEET_KEY, STORED_FLEET.write(fleet));
                case Effect.Send(Command command) -> {
                    telling.sent(command);
                    forward(at, command.service().value(), COMMANDS.write(command), COMMANDS_SINK);
                }
                case Effect.Journal(JournalEntry entry) -> {
                    telling.journalled(entry);
                    String key = entry.service() == null
                            ? FLEET_KEY
                            : entry.service().value();
                    forward(at, key, JOURNAL.write(entry), JOURNAL_SINK);
                }
                case Effect.Publish(ServiceStatus status) ->
                    forward(at, status.service().value(), STATES.write(status), STATES_SINK);
                case Effect.Withdraw(ServiceName service) -> {
                    telling.forget(service);
                    forward(at, service.value(), null, STATES_SINK);
                }
            }
        }
        if (!effects.isEmpty()) {
            at.commits().changed();
        }
    }

    private static void forward(Stage at, String key, byte @Nullable [] value, String sink) {
        at.context().forward(new Record<>(key, value, at.clock().now().toEpochMilli()), sink);
    }
}
