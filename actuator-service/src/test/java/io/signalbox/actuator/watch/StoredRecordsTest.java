package io.signalbox.actuator.watch;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.Orders;
import io.signalbox.actuator.World;
import io.signalbox.actuator.core.RecordWriters;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Drift of aliases: name servers cannot show it, so the provider's API is asked, slowly. */
class StoredRecordsTest {

    private static final Fence FENCE = fence(3, EAST, "p3");

    private final World world = new World();
    private final List<DriftSighting> sighted = new ArrayList<>();
    private final Service service = aliased();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final FenceWatch watch = new FenceWatch(
            world.servers(),
            world.provider(),
            new DriftWatch(this::publish, RecordWriters.NOT_ASKED, () -> now, world.meters),
            this::publish,
            () -> now,
            world.meters,
            null);

    @AfterEach
    void close() {
        world.close();
    }

    private void publish(Outcome outcome) {
        if (outcome instanceof DriftSighting sighting) {
            sighted.add(sighting);
        }
    }

    private static Service aliased() {
        Service orders = Orders.service();
        List<Site> sites = orders.sites().stream()
                .map(site -> new Site(
                        site.name(),
                        site.priority(),
                        new Address.Alias(balancer(site.name()), "Z35SXDOTRQ7X7K"),
                        site.endpoint(),
                        false,
                        List.of()))
                .toList();
        return new Service(orders.name(), orders.hostname(), orders.dns(), sites, orders.policy());
    }

    private static String balancer(SiteName site) {
        return "lb." + site + ".elb.amazonaws.com";
    }

    private void passes(int seconds) {
        for (int second = 0; second < seconds; second++) {
            watch.look(service);
            now = now.plusSeconds(1);
        }
    }

    private long reads() {
        return world.route53.calls().stream()
                .filter(call -> call.operation() == Operation.LIST_RECORDS)
                .count();
    }

    private void replaceBy(ResourceRecordSet... sets) {
        boolean _ = world.zone.remove(HOSTNAME, "A");
        world.zone.seed(List.of(sets));
    }

    private static ResourceRecordSet alias(SiteName site, long weight, String balancer) {
        return new ResourceRecordSet(
                HOSTNAME,
                "A",
                site.value(),
                weight,
                null,
                List.of(),
                new ResourceRecordSet.Alias("Z35SXDOTRQ7X7K", balancer, false),
                null,
                null);
    }

    @Test
    void asksOnceInFiveMinutes() {
        world.seed(Records.of(service, EAST), record(FENCE));

        passes(601);

        assertThat(reads()).isEqualTo(3);
        assertThat(sighted).extracting(DriftSighting::drifted).containsExactly(false);
    }

    @Test
    void anotherAliasIsDriftOnceItWasSeenTwice() {
        world.seed(Records.of(service, EAST), record(FENCE));
        passes(1);
        replaceBy(alias(EAST, 0, balancer(EAST)), alias(WEST, 100, balancer(WEST)));

        passes(320);

        assertThat(sighted).extracting(DriftSighting::drifted).containsExactly(false, true);
        assertThat(sighted.getLast().found()).isEqualTo("A alias lb.us-west-2.elb.amazonaws.com in Z35SXDOTRQ7X7K");
        assertThat(sighted.getLast().expected()).isEqualTo("A alias lb.us-east-1.elb.amazonaws.com in Z35SXDOTRQ7X7K");
        assertThat(sighted.getLast().places())
                .containsExactly("A alias lb.us-west-2.elb.amazonaws.com in Z35SXDOTRQ7X7K");
    }

    @Test
    void theEndOfADriftIsSeenAsWell() {
        world.seed(Records.of(service, WEST), record(FENCE));
        passes(30);
        assertThat(sighted).extracting(DriftSighting::drifted).containsExactly(true);
        replaceBy(alias(EAST, 100, balancer(EAST)), alias(WEST, 0, balancer(WEST)));

        passes(301);

        assertThat(sighted).extracting(DriftSighting::drifted).containsExactly(true, false);
    }

    @Test
    void anotherSpellingIsNoDrift() {
        world.seed(List.of(), record(FENCE));
        replaceBy(alias(EAST, 7, "LB.us-east-1.ELB.amazonaws.com."));

        passes(320);

        assertThat(sighted).extracting(DriftSighting::drifted).containsExactly(false);
    }

    @Test
    void recordsThatSignalboxCannotExpressAreDrift() {
        world.seed(List.of(), record(FENCE));
        replaceBy(new ResourceRecordSet(
                HOSTNAME,
                "A",
                "theirs",
                10L,
                60L,
                List.of("127.0.10.9"),
                null,
                null,
                "7e4d2f0a-3c64-4f3f-9d1f-0d2a3b4c5d6e"));

        passes(30);

        assertThat(sighted).extracting(DriftSighting::drifted).containsExactly(true);
        assertThat(sighted.getFirst().found()).isEqualTo("A theirs with a health check");
    }

    @Test
    void plainRecordsAreComparedByTheAnswersAlone() {
        world.seed(Orders.records(EAST), record(FENCE));

        for (int second = 0; second < 20; second++) {
            watch.look(Orders.service());
            now = now.plusSeconds(1);
        }

        assertThat(reads()).isZero();
        assertThat(sighted).extracting(DriftSighting::drifted).containsExactly(false);
    }
}
