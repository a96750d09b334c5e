package io.signalbox.actuator.watch;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.fence;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.Orders;
import io.signalbox.actuator.World;
import io.signalbox.actuator.core.RecordWriters;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers in another order or spelling are no drift. */
class SpellingWatchTest {

    private final World world = new World();
    private final List<DriftSighting> sighted = new ArrayList<>();
    private final Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @AfterEach
    void close() {
        world.close();
    }

    private void publish(Outcome outcome) {
        if (outcome instanceof DriftSighting sighting) {
            sighted.add(sighting);
        }
    }

    private void looks(Service service) {
        var watch = new FenceWatch(
                world.servers(),
                world.provider(),
                new DriftWatch(this::publish, RecordWriters.NOT_ASKED, () -> now, world.meters),
                this::publish,
                () -> now,
                world.meters,
                null);
        for (int i = 0; i < 4; i++) {
            watch.look(service);
        }
    }

    private static Service service(Address east, Address west) {
        Service orders = Orders.service();
        return new Service(
                orders.name(),
                orders.hostname(),
                orders.dns(),
                List.of(site(EAST, 1, east), site(WEST, 2, west)),
                orders.policy());
    }

    private static Site site(SiteName name, int priority, Address address) {
        return new Site(name, priority, address, "127.0.0.1", false, List.of());
    }

    private void stored(RecordType type, String... values) {
        world.seed(
                List.of(new RecordSet(HOSTNAME, type, 60L, null, null, List.of(values), null, null, null)),
                Orders.record(fence(3, EAST, "p3")));
    }

    @Test
    void anotherOrderOfValues() {
        stored(RecordType.A, "127.0.10.3", "127.0.10.1");

        looks(service(
                new Address.Addresses(List.of("127.0.10.1", "127.0.10.3"), List.of()),
                new Address.Addresses(List.of("127.0.10.2"), List.of())));

        assertThat(sighted).extracting(DriftSighting::drifted).containsExactly(false);
    }

    @Test
    void upperCaseInATarget() {
        stored(RecordType.CNAME, "East.Example.NET.");

        looks(service(new Address.CanonicalName("east.example.net"), new Address.CanonicalName("west.example.net")));

        assertThat(sighted).extracting(DriftSighting::drifted).containsExactly(false);
    }

    @Test
    void anotherAddressIsDrift() {
        stored(RecordType.A, "127.0.10.3", "127.0.10.9");

        looks(service(
                new Address.Addresses(List.of("127.0.10.1", "127.0.10.3"), List.of()),
                new Address.Addresses(List.of("127.0.10.2"), List.of())));

        assertThat(sighted).extracting(DriftSighting::drifted).containsExactly(true);
    }
}
