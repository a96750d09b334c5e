package io.signalbox.decision.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.contract.CellName;
import io.signalbox.contract.Codec;
import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.SiteVerdict;
import io.signalbox.contract.Topics;
import io.signalbox.contract.UnreadableException;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.machine.Brain;
import io.signalbox.decision.core.machine.Brain.Effect;
import io.signalbox.decision.core.machine.Event;
import io.signalbox.decision.core.machine.Fleet;
import io.signalbox.decision.core.machine.ServiceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Stage 2, on one partition per cell: the only writer of all decisions. Everything one event leads to is one transaction. */
final class DecisionProcessor implements Processor<String, byte[], String, byte[]> {

    static final String STORE = "services";
    static final String COMMANDS_SINK = "to-commands";
    static final String STATES_SINK = "to-states";
    static final String JOURNAL_SINK = "to-journal";
    static final String REJECTED_SINK = "to-rejected-2";

    private static final Duration TICK = Duration.ofMillis(100);
    private static final String FLEET_KEY = Directive.EVERY_SERVICE;

    private static final Codec<SiteVerdict> VERDICTS = Codec.of(SiteVerdict.class);
    private static final Codec<Directive> DIRECTIVES = Codec.of(Directive.class);
    private static final Codec<Outcome> OUTCOMES = Codec.of(Outcome.class);
    private static final Codec<Command> COMMANDS = Codec.of(Command.class);
    private static final Codec<JournalEntry> JOURNAL = Codec.of(JournalEntry.class);
    private static final Codec<ServiceStatus> STATES = Codec.of(ServiceStatus.class);
    private static final Codec<ServiceState> STORED_STATES = Codec.of(ServiceState.class);
    private static final Codec<Fleet> STORED_FLEET = Codec.of(Fleet.class);

    private final Supplier<Topology> current;
    private final CellName cell;
    private final Rejections rejections;
    private final Telling telling;
    private @Nullable Stage stage;

    /** What one life of the task works with. */
    private record Stage(
            Life life,
            ProcessorContext<String, byte[]> context,
            KeyValueStore<String, byte[]> store,
            Clock clock,
            Commits commits,
            Brain brain) {}

    DecisionProcessor(Supplier<Topology> current, CellName cell, MeterRegistry metrics) {
        this.current = current;
        this.cell = cell;
        this.rejections = new Rejections(metrics, REJECTED_SINK);
        this.telling = new Telling(metrics);
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        close();
        KeyValueStore<String, byte[]> store = context.getStateStore(STORE);
        var life = new Life(context);
        var opened = new Stage(life, context, store, new Clock(context), Commits.of(context, life), restore(store));
        stage = opened;
        life.every(TICK, () -> tick(opened));
    }

    @Override
    public void close() {
        if (stage != null) {
            stage.life().end();
            stage = null;
        }
    }

    private Brain restore(KeyValueStore<String, byte[]> store) {
        var states = new ArrayList<ServiceState>();
        Fleet fleet = Fleet.NEW;
        try (var all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                if (entry.key.equals(FLEET_KEY)) {
                    fleet = Stored.read(STORED_FLEET, entry.value);
                } else {
                    states.add(Stored.state(entry.value));
                }
            }
        }
        return new Brain(current.get(), cell, fleet, states);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Stage at = stage;
        if (at == null) {
            throw new IllegalStateException("not initialised");
        }
        if (isOfASiteThatIsNoMore(at, record)) {
            return;
        }
        try {
            perform(at, at.brain().on(event(at, record), at.clock().now()));
        } catch (UnreadableException e) {
            rejections.reject(at.context(), record, e);
        }
    }

    /** Stage 1 takes such verdicts out of the topic. What is known here goes with the topology that has no such site. */
    private static boolean isOfASiteThatIsNoMore(Stage at, Record<String, byte[]> record) {
        return record.value() == null
                && at.context()
                        .recordMetadata()
                        .filter(from -> from.topic().equals(Topics.VERDICTS))
                        .isPresent();
    }

    private static Event event(Stage at, Record<String, byte[]> record) throws UnreadableException {
        String topic = at.context().recordMetadata().map(RecordMetadata::topic).orElse("");
        return switch (topic) {
            case Topics.VERDICTS -> new Event.VerdictChanged(VERDICTS.read(record.value()));
            case Topics.DIRECTIVES -> new Event.Directed(DIRECTIVES.read(record.value()));
            case Topics.OUTCOMES -> new Event.Reported(OUTCOMES.read(record.value()));
            default -> throw new UnreadableException("nothing is expected from topic \"" + topic + "\"", null);
        };
    }

    private void tick(Stage at) {
        Topology newer = current.get();
        if (!newer.digest().equals(at.brain().topology().digest())) {
            at.brain().follow(newer);
        }
        perform(at, at.brain().tick(at.clock().now()));
    }

    private void perform(Stage at, List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.StoreService(ServiceState state) ->
                    at.store().put(state.service().value(), STORED_STATES.write(state));
                case Effect.StoreFleet(Fleet fleet) -> at.store().put(FLEET_KEY, STORED_FLEET.write(fleet));
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
            }
        }
        if (!effects.isEmpty()) {
            at.commits().changed();
        }
    }

    private static void forward(Stage at, String key, byte[] value, String sink) {
        at.context().forward(new Record<>(key, value, at.clock().now().toEpochMilli()), sink);
    }
}
