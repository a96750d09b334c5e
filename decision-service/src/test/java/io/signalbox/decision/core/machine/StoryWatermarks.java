package io.signalbox.decision.core.machine;

import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What stage 1 tells a story's brain every second. */
final class StoryWatermarks {

    private final List<ServiceName> services;
    private List<SiteName> unconfirmed = List.of();
    private Duration lag = Duration.ZERO;
    private boolean silent;
    private Instant dueAt = Instant.MIN;

    StoryWatermarks(Topology topology) {
        services = topology.services().stream().map(Service::name).toList();
    }

    void vouch(List<SiteName> allBut) {
        unconfirmed = allBut;
        silent = false;
        dueAt = Instant.MIN;
    }

    void fallSilent() {
        silent = true;
    }

    void lag(Duration behind) {
        lag = behind;
    }

    /** The watermark that is told now, if one is. */
    Optional<ServiceEvent> due(Instant now) {
        if (silent || now.isBefore(dueAt)) {
            return Optional.empty();
        }
        dueAt = now.plusSeconds(1);
        List<Watermark.Unconfirmed> sites = services.stream()
                .flatMap(service ->
                        unconfirmed.stream().map(site -> new Watermark.Unconfirmed(service, site, null, null)))
                .toList();
        return Optional.of(new ServiceEvent.EvidenceRead(
                new Watermark(Watermark.VERSION, 0, "life", now, now, now.minus(lag), lag, services, sites)));
    }
}
