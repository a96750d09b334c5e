package io.signalbox.sandbox.demo;

import io.signalbox.contract.Command;
import io.signalbox.contract.Topics;
import io.signalbox.contract.acl.AccessTable;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Records;
import io.signalbox.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A stale command: it expects a fence that has been replaced. */
final class StaleCommand {

    private static final String PLAN = "stale";
    private static final Duration LIFE = Duration.ofSeconds(30);
    private static final int SEND_SECONDS = 10;

    private StaleCommand() {}

    static String plan() {
        return PLAN;
    }

    /** @param expected the fence that the command expects @param to the site that the command switches to */
    static void send(World world, Fence expected, SiteName to) throws InterruptedException {
        var topology = world.topology();
        var service = topology.service();
        var now = Instant.now();
        var command = new Command(
                Command.VERSION,
                service.name(),
                world.cell().name(),
                PLAN,
                0,
                1,
                now,
                now.plus(LIFE),
                expected,
                Fence.settled(expected.epoch() + 1, to, PLAN, world.cell().name()),
                null,
                new StepArguments.DnsSwitch(
                        service.dns().zone(),
                        service.hostname(),
                        to,
                        Records.of(service, expected.active()),
                        Records.of(service, to),
                        null,
                        null,
                        null),
                topology.read().digest(),
                null,
                null,
                null,
                null);
        var settings = world.cell().broker().client(AccessTable.DECISION);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            byte[] value = Codec.of(Command.class).write(command);
            producer.send(new ProducerRecord<>(Topics.COMMANDS, service.name().value(), value))
                    .get(SEND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka did not accept the command", e);
        }
    }
}
