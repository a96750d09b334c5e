package io.signalbox.actuator.app;

import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.DnsProvider.Details;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.dns.Delegation;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Describes the hosted zones of a topology for a person: which zones they are, and whether clients query their servers.
 */
record ZoneNotes(DnsProvider provider, Delegation delegation) {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /**
     * A zone that cannot be found has no line: each of its services has an error. The permission to describe it may be
     * missing alone.
     */
    List<String> of(Topology topology) {
        return topology.services().stream()
                .map(service -> service.dns().zone())
                .distinct()
                .flatMap(this::of)
                .toList();
    }

    private Stream<String> of(String zone) {
        try {
            Optional<Details> details = provider.details(zone, LIMIT);
            return details.stream()
                    .flatMap(found -> Stream.concat(
                            Stream.of("zone " + zone + ": " + text(found)),
                            delegation.difference(found).stream().map(why -> "! " + why + ": clients do not ask it")));
        } catch (ZoneUnavailableException e) {
            return e.is(FailureCause.ACCESS_DENIED)
                    ? Stream.of("! zone " + zone + ": " + e.cause() + ": " + e.getMessage())
                    : Stream.empty();
        }
    }

    private static String text(Details zone) {
        return zone.id() + " " + zone.name()
                + (zone.isPrivate()
                        ? ", private: " + String.join(", ", zone.networks())
                        : ", public, accelerated recovery " + zone.recovery().orElse("not enabled"));
    }
}
