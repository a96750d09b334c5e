package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.ZoneUnavailableException;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.model.HostedZone;

/** Finds the id of a public hosted zone by its exact name. */
final class HostedZones {

    /** More zones of one name than anybody has; they are listed next to each other. */
    private static final String PAGE = "100";

    private HostedZones() {}

    static String idOf(String name, Route53Calls calls) throws ZoneUnavailableException {
        List<String> ids = list(name, calls).stream()
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

    private static List<HostedZone> list(String name, Route53Calls calls) throws ZoneUnavailableException {
        try {
            return calls.call(
                            "ListHostedZonesByName",
                            (client, within) -> client.listHostedZonesByName(request ->
                                    request.dnsName(name).maxItems(PAGE).overrideConfiguration(within)))
                    .hostedZones();
        } catch (SdkException e) {
            throw Trouble.of(e).unavailable();
        }
    }
}
