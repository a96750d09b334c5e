package io.signalbox.decision.backtest;

import io.signalbox.contract.name.Names;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.reader.Candidate;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.decision.problem.ApiProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A validated backtest.
 *
 * @param today the requested services with their current settings
 * @param candidate the same services with the candidate settings
 * @param to not in the future
 */
public record BacktestOrder(Topology today, Topology candidate, Instant from, Instant to, Duration falseWithin) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Duration LONGEST_FALSE_WITHIN = Duration.ofDays(7);
    private static final int MOST_NAMED = 20;

    /** Validates a request. @throws jakarta.ws.rs.WebApplicationException with what was found and what is allowed */
    static BacktestOrder of(BacktestRequest asked, Topology topology, Instant now) {
        Instant asksUntil = asked.to();
        Instant to = asksUntil == null ? now : moment("to", asksUntil);
        to = to.isAfter(now) ? now : to;
        Instant from = from(asked.from(), to);
        Duration falseWithin = Objects.requireNonNull(asked.falseWithin());
        if (falseWithin.isNegative() || falseWithin.compareTo(LONGEST_FALSE_WITHIN) > 0) {
            throw ApiProblem.INVALID_VALUE.at(
                    "falseWithin", "a duration from PT0S to " + LONGEST_FALSE_WITHIN, falseWithin.toString());
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

    private static Instant from(@Nullable Instant from, Instant to) {
        if (from == null) {
            throw ApiProblem.INVALID_VALUE.at("from", "an instant such as 2026-01-01T00:00:00Z", null);
        }
        if (!moment("from", from).isBefore(to)) {
            throw ApiProblem.INVALID_VALUE.at(
                    "from", "an instant before " + to + ", where the range ends", from.toString());
        }
        return from;
    }

    private static Instant moment(String field, Instant moment) {
        if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw ApiProblem.INVALID_VALUE.at(
                    field, "an instant from " + EARLIEST + " to " + LATEST, moment.toString());
        }
        return moment;
    }

    private static List<Service> services(List<String> names, Topology topology) {
        var services = new ArrayList<Service>();
        for (String name : names) {
            services.add((Names.valid(name) ? topology.service(new ServiceName(name)) : Optional.<Service>empty())
                    .orElseThrow(() -> ApiProblem.INVALID_VALUE.at("services", "some of " + known(topology), name)));
        }
        return services.isEmpty() ? topology.services() : List.copyOf(new LinkedHashSet<>(services));
    }

    private static String known(Topology topology) {
        var names = topology.services().stream()
                .map(Service::name)
                .limit(MOST_NAMED)
                .toList();
        return names + (names.size() < topology.services().size() ? " and more" : "");
    }

    private static List<Service> candidates(String difference, List<Service> services, Topology topology) {
        var candidates = new ArrayList<Service>();
        Set<String> problems = new LinkedHashSet<>();
        for (Service service : services) {
            try {
                candidates.add(Candidate.read(difference, service, topology));
            } catch (InvalidTopologyException e) {
                e.problems().stream().map(String::valueOf).forEach(problems::add);
            }
        }
        if (!problems.isEmpty()) {
            throw ApiProblem.INVALID_CANDIDATE.saying(
                    problems.stream().limit(MOST_NAMED).collect(Collectors.joining("; ")));
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
