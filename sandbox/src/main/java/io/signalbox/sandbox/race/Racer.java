package io.signalbox.sandbox.race;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.Topics;
import io.signalbox.contract.acl.AccessTable;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.sandbox.watch.TopicWatch;
import io.signalbox.sandbox.world.CellProcesses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends commands to one cell's actuator, as its decision-service would, and waits for their outcomes. */
final class Racer implements AutoCloseable {

    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final Codec<Command> COMMAND = Codec.of(Command.class);

    private final CellProcesses cell;
    private final Service service;
    private final String digest;
    private final KafkaProducer<String, byte[]> producer;
    private final TopicWatch outcomes;
    private final Map<String, CompletableFuture<StepOutcome>> waiting = new ConcurrentHashMap<>();

    Racer(CellProcesses cell, Service service, String digest) {
        this.cell = cell;
        this.service = service;
        this.digest = digest;
        this.producer = new KafkaProducer<>(
                cell.broker().client(AccessTable.DECISION), new StringSerializer(), new ByteArraySerializer());
        this.outcomes = TopicWatch.start(cell.broker().bootstrap(), this::received);
    }

    String name() {
        return cell.name().value();
    }

    /** The fence that is written if this racer wins the round. */
    Fence bid(Fence expected, SiteName to, int round) {
        return Fence.settled(expected.epoch() + 1, to, "race-" + round, cell.name());
    }

    /** Writes the first fence beside the live records. @return the outcome of the first attempt */
    CompletableFuture<StepOutcome> adopt() {
        SiteName preferred = service.preferred().name();
        Map<SiteName, List<RecordSet>> candidates = service.sites().stream()
                .collect(Collectors.toMap(Site::name, site -> Records.of(service, site.name())));
        var arguments = new StepArguments.DnsAdopt(service.dns().zone(), service.hostname(), preferred, candidates);
        return ask(null, Fence.settled(1, preferred, "race-0", cell.name()), arguments);
    }

    /** @return the outcome of the first attempt */
    CompletableFuture<StepOutcome> move(Fence expected, Fence bid) {
        var arguments = new StepArguments.DnsSwitch(
                service.dns().zone(),
                service.hostname(),
                bid.active(),
                Records.of(service, expected.active()),
                Records.of(service, bid.active()),
                null,
                null,
                null);
        return ask(expected, bid, arguments);
    }

    private CompletableFuture<StepOutcome> ask(@Nullable Fence expected, Fence next, StepArguments arguments) {
        var ended = new CompletableFuture<StepOutcome>();
        waiting.put(next.plan(), ended);
        var now = Instant.now();
        var command = new Command(
                Command.VERSION,
                service.name(),
                cell.name(),
                next.plan(),
                0,
                1,
                now,
                now.plus(LIFE),
                expected,
                next,
                null,
                arguments,
                digest,
                null,
                null,
                null,
                null);
        var record = new ProducerRecord<>(Topics.COMMANDS, service.name().value(), COMMAND.write(command));
        var _ = producer.send(record, (_, failure) -> {
            if (failure != null) {
                ended.completeExceptionally(failure);
            }
        });
        return ended;
    }

    private void received(TopicWatch.Seen seen) {
        if (seen.value() instanceof StepOutcome outcome) {
            var ended = waiting.remove(outcome.plan());
            if (ended != null) {
                ended.complete(outcome);
            }
        }
    }

    static StepOutcome await(CompletableFuture<StepOutcome> ended, Duration limit) throws InterruptedException {
        try {
            return ended.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no outcome from an actuator", e);
        }
    }

    @Override
    public void close() {
        outcomes.close();
        producer.close(Duration.ZERO);
    }
}
