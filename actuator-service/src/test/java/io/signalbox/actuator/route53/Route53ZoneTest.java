package io.signalbox.actuator.route53;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.signalbox.actuator.World;
import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone.Progress;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Route53ZoneTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void readsBackExactlyWhatItWrote() throws Exception {
        var alias = new RecordSet(
                "alias.example.com",
                RecordType.AAAA,
                null,
                "east",
                100L,
                List.of(),
                new RecordSet.AliasTarget("x.us-east-1.elb.amazonaws.com", "Z35SXDOTRQ7X7K"),
                null,
                null);
        var zone = world.provider().zone(ZONE, LIMIT);

        assertThat(zone.submit(new FencedChange(List.of(), List.of(alias), List.of(), "a test")))
                .isInstanceOf(Submission.Accepted.class);

        assertThat(zone.records("alias.example.com").records()).containsExactly(alias);
    }

    @Test
    void readsAllPagesOfANameAndNothingElse() throws Exception {
        List<RecordSet> many = IntStream.range(0, 350)
                .mapToObj(i -> new RecordSet(
                        HOSTNAME,
                        RecordType.A,
                        60L,
                        "site-" + i,
                        0L,
                        List.of("10.0." + i / 250 + "." + i % 250),
                        null,
                        null,
                        null))
                .toList();
        world.seed(many, record(fence(1, EAST, "p1")));

        var live = world.provider().zone(ZONE, LIMIT).records(HOSTNAME);

        assertThat(live.records()).containsExactlyInAnyOrderElementsOf(many);
    }

    @Test
    void looksTheZoneUpOnce() throws Exception {
        var provider = world.provider();

        provider.zone(ZONE, LIMIT);
        provider.zone(ZONE, LIMIT);

        assertThat(world.route53.calls())
                .filteredOn(call -> call.operation() == Operation.LIST_ZONES_BY_NAME)
                .hasSize(1);
    }

    @Test
    void doesNotGuessBetweenTwoZonesOfOneName() {
        world.route53.createZone(ZONE);

        assertThatExceptionOfType(ZoneUnavailableException.class)
                .isThrownBy(() -> world.provider().zone(ZONE, LIMIT))
                .satisfies(e -> assertThat(e.cause()).isEqualTo("zone-not-found"));
    }

    @Test
    void doesNotTakeTheParentForTheZone() {
        assertThatExceptionOfType(ZoneUnavailableException.class)
                .isThrownBy(() -> world.provider().zone("sub." + ZONE, LIMIT));
    }

    @Test
    void doesNotKnowTheProgressOfAChangeThatIsNone() throws Exception {
        assertThat(world.provider().zone(ZONE, LIMIT).progress("C0000000000000"))
                .isEqualTo(Progress.UNKNOWN);
    }

    /** Without retries of its own the SDK sends the change once, and nobody knows what became of it. */
    @Test
    void saysThatItDoesNotKnowWhenTimeIsUp() throws Exception {
        world.seed(records(EAST));
        world.route53.faults().inject(Operation.CHANGE_RECORDS, new Fault.Delay(Duration.ofSeconds(30)));
        var provider = world.provider();
        provider.zone(ZONE, LIMIT);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var submission = threads.submit(() -> provider.zone(ZONE, Duration.ofMillis(1_500))
                    .submit(new FencedChange(records(EAST), List.of(simple("10.0.0.1")), List.of(), "a test")));

            assertThat(submission.get())
                    .isInstanceOfSatisfying(Submission.Unclear.class, unclear -> assertThat(unclear.cause())
                            .isEqualTo("timeout"));
        }
    }

    @Test
    void doesNotKnowEitherWhenTheServerFails() throws Exception {
        world.route53.faults().inject(Operation.CHANGE_RECORDS, Fault.internalError());

        var submission = world.provider()
                .zone(ZONE, LIMIT)
                .submit(new FencedChange(List.of(), List.of(simple("10.0.0.1")), List.of(), "a test"));

        assertThat(submission).isInstanceOfSatisfying(Submission.Unclear.class, unclear -> assertThat(unclear.cause())
                .isEqualTo("server-error"));
    }
}
