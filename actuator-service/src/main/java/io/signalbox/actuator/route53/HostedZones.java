package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.DnsProvider.Details;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.topology.Dns;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.route53.model.GetHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.HostedZone;

/**
 * Finds hosted zones. A name means the only public zone with that name, so a private zone that somebody adds changes
 * nothing. Any other zone is given by its id.
 */
final class HostedZones {

    /** More zones than anybody has with the same name; they are listed next to each other. */
    private static final String PAGE = "100";

    private HostedZones() {}

    /** @param zone its name or its id @param end of {@link System#nanoTime} */
    static String idOf(String zone, Route53Calls calls, long end) throws ZoneUnavailableException {
        if (Dns.isZoneId(zone)) {
            return zone;
        }
        List<HostedZone> found = named(zone, calls, end);
        List<HostedZone> open =
                found.stream().filter(each -> !each.config().privateZone()).toList();
        if (open.size() != 1) {
            throw new ZoneUnavailableException(FailureCause.ZONE_NOT_FOUND, expected(zone, found), false);
        }
        return Route53Records.plainId(open.getFirst().id());
    }

    private static List<HostedZone> named(String zone, Route53Calls calls, long end) throws ZoneUnavailableException {
        return calls
                .ask(
                        "ListHostedZonesByName",
                        end,
                        (client, within) -> client.listHostedZonesByName(
                                request -> request.dnsName(zone).maxItems(PAGE).overrideConfiguration(within)))
                .hostedZones()
                .stream()
                .filter(each -> Route53Records.name(each.name()).equals(zone))
                .toList();
    }

    private static String expected(String zone, List<HostedZone> found) {
        String expected = "expected one public hosted zone " + zone + ", found ";
        return found.isEmpty()
                ? expected + "none"
                : found.stream()
                        .map(each -> Route53Records.plainId(each.id())
                                + (each.config().privateZone() ? " (private, " : " (public, ")
                                + each.resourceRecordSetCount() + " records)")
                        .sorted()
                        .collect(Collectors.joining(", ", expected, ": give the one that is meant as dns.zoneId"));
    }

    static Details details(String id, Route53Calls calls, long end) throws ZoneUnavailableException {
        GetHostedZoneResponse found = calls.ask(
                "GetHostedZone",
                end,
                (client, within) ->
                        client.getHostedZone(request -> request.id(id).overrideConfiguration(within)));
        HostedZone zone = found.hostedZone();
        return new Details(
                id,
                Route53Records.name(zone.name()),
                zone.config().privateZone()
                        ? List.of()
                        : found.delegationSet().nameServers().stream()
                                .map(Route53Records::name)
                                .toList(),
                found.vpCs().stream()
                        .map(vpc -> vpc.vpcId() + " in " + vpc.vpcRegionAsString())
                        .toList(),
                zone.features() == null
                        ? Optional.empty()
                        : Optional.ofNullable(zone.features().acceleratedRecoveryStatusAsString()));
    }
}
