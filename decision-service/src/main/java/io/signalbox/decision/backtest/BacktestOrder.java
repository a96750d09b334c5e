package io.signalbox.decision.backtest;

import io.signalbox.contract.name.Names;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.reader.Candidate;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.yaml.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A validated backtest.
 *
 * @param today the requested services with their current settings
 * @param candidate the same services with the candidate settings
 * @param to not in the future
 */
public record BacktestOrder(Topology today, Topology candidate, Instant from, Instant to, Duration falseWithin) {

    /** Validates a request. @throws NotPossibleException whose message says what was found and what is allowed */
    static BacktestOrder of(BacktestRequest asked, Topology topology, Instant now) {
        Instant from = asked.from();
        if (from == null) {
            throw new NotPossibleException(
                    "missing", "from: expected an instant such as 2026-01-01T00:00:00Z, got nothing");
        }
        Instant to = asked.to() == null || asked.to().isAfter(now) ? now : asked.to();
        if (!from.isBefore(to)) {
            throw new NotPossibleException(
                    "empty-range", "from: expected an instant before " + to + ", where the range ends, got " + from);
        }
        Duration falseWithin = Objects.requireNonNull(asked.falseWithin());
        if (falseWithin.isNegative()) {
            throw new NotPossibleException("negative", "falseWithin: expected PT0S or more, got " + falseWithin);
        }
        List<Service> services = services(Objects.requireNonNull(asked.services()), topology);
        List<Service> candidates = candidates(asked.difference(), services, topology);
        return new BacktestOrder(
                with(
                        topology,
                        services.stream()
                                .map(service -> service.under(service.policy()))
                                .toList()),
                with(topology, candidates),
                from,
                to,
                falseWithin);
    }

    private static List<Service> services(List<String> names, Topology topology) {
        var services = new ArrayList<Service>();
        for (String name : names) {
            services.add((Names.valid(name) ? topology.service(new ServiceName(name)) : Optional.<Service>empty())
                    .orElseThrow(() -> new NotPossibleException(
                            "unknown-service",
                            "services: expected some of "
                                    + topology.services().stream()
                                            .map(Service::name)
                                            .toList() + ", got \"" + name
                                    + "\"")));
        }
        return services.isEmpty() ? topology.services() : List.copyOf(new LinkedHashSet<>(services));
    }

    private static List<Service> candidates(String difference, List<Service> services, Topology topology) {
        var candidates = new ArrayList<Service>();
        Set<String> problems = new LinkedHashSet<>();
        for (Service service : services) {
            try {
                candidates.add(Candidate.read(difference, service, topology));
            } catch (InvalidTopologyException e) {
                e.problems().stream().map(Problem::toString).forEach(problems::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new NotPossibleException("invalid-candidate", String.join("; ", problems));
        }
        return candidates;
    }

    private static Topology with(Topology topology, List<Service> services) {
        return new Topology(
                topology.cells(),
                topology.vantages(),
                topology.references(),
                services,
                topology.governor(),
                AllowedAddresses.NONE,
                topology.digest());
    }
}
