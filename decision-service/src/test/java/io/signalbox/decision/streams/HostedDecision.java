package io.signalbox.decision.streams;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Topics;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.cell.Brain.Effect;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.ServiceState;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The real second stage in a pretended task: bytes go in, and what it stores and tells comes out. The task can be revived as
 * Kafka Streams does it: the same processor begins anew on a store that is as it was before, and what it once scheduled stays.
 */
public final class HostedDecision {

    private static final Codec<SiteVerdict> VERDICTS = Codec.of(SiteVerdict.class);
    private static final Codec<Watermark> WATERMARKS = Codec.of(Watermark.class);
    private static final Codec<Directive> DIRECTIVES = Codec.of(Directive.class);
    private static final Codec<Outcome> OUTCOMES = Codec.of(Outcome.class);
    private static final Codec<Command> COMMANDS = Codec.of(Command.class);
    private static final Codec<JournalEntry> JOURNAL = Codec.of(JournalEntry.class);
    private static final Codec<ServiceState> STATES = Codec.of(ServiceState.class);
    private static final Codec<FleetState> FLEETS = Codec.of(FleetState.class);

    /** Thousands of worlds would write their journals to the log. Kept, since a logger that nobody holds forgets its level. */
    private static final Logger QUIET = Logger.getLogger("io.signalbox.decision");

    static {
        QUIET.setLevel(Level.OFF);
    }

    private final DecisionProcessor processor;
    private final MockProcessorContext<String, byte[]> context = new MockProcessorContext<>(new Properties());
    private final PlainStore store = new PlainStore(DecisionProcessor.STORE);
    private long offset;

    /** @param stored what an earlier task has left */
    public HostedDecision(Supplier<Topology> topology, CellName cell, Map<String, byte[]> stored, Instant now) {
        var metrics = new SimpleMeterRegistry();
        processor = new DecisionProcessor(
                topology,
                cell,
                new Heartbeat(metrics, cell),
                () -> {},
                ThreadLocal.withInitial(CommitPace::new),
                metrics);
        context.addStateStore(store);
        store.replace(stored);
        context.setCurrentSystemTimeMs(now.toEpochMilli());
        processor.init(context);
    }

    /** What it has stored so far, by key. */
    public Map<String, byte[]> stored() {
        return store.entries();
    }

    /** @param appended when Kafka stored it */
    public List<Effect> on(ServiceEvent event, Instant appended, Instant now) {
        return switch (event) {
            case ServiceEvent.VerdictChanged(SiteVerdict verdict) ->
                take(Topics.VERDICTS, VERDICTS.write(verdict), appended, now);
            case ServiceEvent.EvidenceRead(Watermark watermark) ->
                take(Topics.VERDICTS, Watermark.key(0), WATERMARKS.write(watermark), appended, now);
            case ServiceEvent.Directed(Directive directive, var _) ->
                take(Topics.DIRECTIVES, DIRECTIVES.write(directive), appended, now);
            case ServiceEvent.Reported(Outcome outcome) ->
                take(Topics.OUTCOMES, OUTCOMES.write(outcome), appended, now);
        };
    }

    /** Whatever comes as a record. */
    public List<Effect> take(String topic, byte[] value, Instant appended, Instant now) {
        return take(topic, "", value, appended, now);
    }

    private List<Effect> take(String topic, String key, byte[] value, Instant appended, Instant now) {
        context.setCurrentSystemTimeMs(now.toEpochMilli());
        context.setRecordMetadata(topic, 0, offset++);
        processor.process(new Record<>(key, value, appended.toEpochMilli()));
        return effects();
    }

    public List<Effect> tick(Instant now) {
        context.setCurrentSystemTimeMs(now.toEpochMilli());
        for (var scheduled : List.copyOf(context.scheduledPunctuators())) {
            if (!scheduled.cancelled() && scheduled.getType() == PunctuationType.WALL_CLOCK_TIME) {
                scheduled.getPunctuator().punctuate(now.toEpochMilli());
            }
        }
        return effects();
    }

    /** What the last transaction did is undone, and the task begins anew. */
    public void revive(Map<String, byte[]> before, Instant now) {
        store.replace(before);
        context.resetForwards();
        context.setCurrentSystemTimeMs(now.toEpochMilli());
        processor.init(context);
    }

    private List<Effect> effects() {
        var effects = new ArrayList<Effect>();
        try {
            for (var written : store.written().entrySet()) {
                effects.add(stored(written.getKey(), written.getValue()));
            }
            for (var forward : context.forwarded()) {
                byte[] value = forward.record().value();
                String sink = forward.childName().orElse("");
                if (sink.equals(DecisionProcessor.COMMANDS_SINK)) {
                    effects.add(new Effect.Send(COMMANDS.read(value)));
                } else if (sink.equals(DecisionProcessor.JOURNAL_SINK)) {
                    effects.add(new Effect.Journal(JOURNAL.read(value)));
                }
            }
        } catch (UnreadableException e) {
            throw new IllegalStateException(e);
        }
        context.resetForwards();
        return effects;
    }

    /** What has just been written is of the newest version: there is nothing to convert. */
    private static Effect stored(String key, byte[] value) throws UnreadableException {
        return key.equals(Directive.EVERY_SERVICE)
                ? new Effect.StoreFleet(FLEETS.read(value))
                : new Effect.StoreService(STATES.read(value));
    }
}
