package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.ZoneUnavailableException;
import java.util.List;

/** Finds the id of a public hosted zone by its exact name. */
final class HostedZones {

    /** More zones of one name than anybody has; they are listed next to each other. */
    private static final String PAGE = "100";

    private HostedZones() {}

    /** @param end of {@link System#nanoTime} */
    static String idOf(String name, Route53Calls calls, long end) throws ZoneUnavailableException {
        var found = calls.ask(
                "ListHostedZonesByName",
                end,
                (client, within) -> client.listHostedZonesByName(
                        request -> request.dnsName(name).maxItems(PAGE).overrideConfiguration(within)));
        List<String> ids = found.hostedZones().stream()
                .filter(zone -> zone.name().equals(name + "."))
                .filter(zone -> !zone.config().privateZone())
                .map(zone -> Route53Records.plainId(zone.id()))
                .toList();
        if (ids.size() != 1) {
            throw new ZoneUnavailableException(
                    "zone-not-found", "expected one public hosted zone " + name + ", found " + ids, false);
        }
        return ids.getFirst();
    }
}
