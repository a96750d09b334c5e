package io.signalbox.bench.region;

import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.GovernorSettings.Brake;
import io.signalbox.contract.topology.GovernorSettings.Velocity;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code make bench-region-loss}: 10,000 services seen from three vantages lose a region. Measures the round of
 * observations that decides, up to the last command; then checks that the brake holds failures in two regions at once,
 * and that the velocity limit holds. The exit code is 1 if a check fails.
 */
public final class RegionLossBench {

    private static final int SERVICES = Integer.getInteger("signalbox.bench.services", 10_000);
    private static final int WARM_UPS = 3;
    private static final int FALL = 3;
    private static final int LIMIT = 100;

    private static final SiteName EAST = new SiteName("us-east-1");
    private static final SiteName WEST = new SiteName("us-west-2");
    private static final List<VantageName> VANTAGES =
            List.of(new VantageName("us-east-1"), new VantageName("eu-west-1"), new VantageName("us-west-2"));

    private RegionLossBench() {}

    public static void main(String[] arguments) {
        for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
            lose(null, Set.of(EAST));
        }
        Loss region = lose(null, Set.of(EAST));
        Loss both = lose(null, new LinkedHashSet<>(List.of(EAST, WEST)));
        Loss limited = lose(new Velocity(LIMIT, Duration.ofMinutes(1)), Set.of(EAST));
        System.out.printf(
                "one region: %,d moves in %,d ms, %,d held, %.1f MB written%n",
                region.begun(), region.millis(), region.held(), region.bytes() / 1e6);
        System.out.printf(
                "two regions at once: %,d began before the brake was on, %,d held%n", both.begun(), both.held());
        System.out.printf("at most %d a minute: %,d began, %,d held%n", LIMIT, limited.begun(), limited.held());
        System.out.printf(
                "RESULT bench-region-loss decided_ms=%d moves=%d two_regions_began=%d two_regions_held=%d"
                        + " limit=%d limit_began=%d%n",
                region.millis(), region.begun(), both.begun(), both.held(), LIMIT, limited.begun());
        boolean right = region.begun() == SERVICES
                && both.begun() + both.held() >= SERVICES / 2
                && both.begun() < SERVICES / 25
                && limited.begun() == LIMIT;
        System.exit(right ? 0 : 1);
    }

    private record Loss(long millis, int begun, int held, long bytes) {}

    /** The first rounds only count failures; the last one decides. */
    private static Loss lose(@Nullable Velocity velocity, Set<SiteName> lost) {
        var cell = new InMemoryCell(topology(velocity));
        for (int failures = 1; failures < FALL; failures++) {
            cell.round(lost);
        }
        long begin = System.nanoTime();
        cell.round(lost);
        long took = System.nanoTime() - begin;
        cell.passes(Duration.ofSeconds(1));
        return new Loss(Duration.ofNanos(took).toMillis(), cell.begun(), cell.held(), cell.bytes());
    }

    private static Topology topology(@Nullable Velocity velocity) {
        var services = new ArrayList<Service>();
        for (int number = 1; number <= SERVICES; number++) {
            services.add(service(number));
        }
        return new Topology(
                List.of(new Cell(new CellName("us-west-2"), "localhost:9092")),
                VANTAGES,
                List.of(),
                services,
                new GovernorSettings(velocity, Brake.STANDARD, List.of()),
                AllowedAddresses.NONE,
                "bench");
    }

    private static Service service(int number) {
        var dns = new Dns(
                Dns.Provider.ROUTE53,
                "example.com",
                Set.of(RecordType.A),
                Duration.ofSeconds(60),
                Dns.Routing.WEIGHTED,
                null);
        var policy = new Policy(
                new Policy.Quorum(null, false),
                new Policy.Failback(Policy.Failback.Mode.AUTO, Duration.ofMinutes(10), null),
                Policy.WhenAllDown.LAST_RESORT,
                Duration.ofSeconds(30),
                Duration.ofMinutes(15));
        List<Site> sites = List.of(site(EAST, 1, "192.0.2.1"), site(WEST, 2, "198.51.100.1"));
        return new Service(
                new ServiceName("service-" + number), "service-" + number + ".example.com", dns, sites, policy);
    }

    private static Site site(SiteName name, int priority, String address) {
        var probe = new Probe(
                new ProbeName("health"),
                Probe.Role.HEALTH,
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                Duration.ofMillis(250),
                FALL,
                2,
                null,
                new Check.Tcp(443),
                Approach.USUAL);
        return new Site(
                name, priority, new Address.Addresses(List.of(address), List.of()), address, false, List.of(probe));
    }
}
