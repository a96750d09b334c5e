package io.signalbox.decision.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.SiteVerdict;
import io.signalbox.contract.Verdict;
import io.signalbox.decision.view.Views;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The states as gauges, the same from every instance. */
@ApplicationScoped
public class Metrics {

    private final Views views;
    private final MultiGauge active;
    private final MultiGauge verdict;
    private final MultiGauge votes;
    private final MultiGauge epoch;
    private final MultiGauge phase;
    private final MultiGauge alarms;
    private final MultiGauge override;
    private final MultiGauge freeze;

    @Inject
    Metrics(Views views, MeterRegistry registry) {
        this.views = views;
        active = gauge(registry, "signalbox_site_active", "1 for the site that the name points at");
        verdict = gauge(registry, "signalbox_site_up", "1 UP, 0 DOWN, -1 UNKNOWN");
        votes = gauge(registry, "signalbox_site_votes", "votes behind the last verdict");
        epoch = gauge(registry, "signalbox_service_epoch", "number of the routing decision in force");
        phase = gauge(registry, "signalbox_service_phase", "1 for the phase that the service is in");
        alarms = gauge(registry, "signalbox_service_alarms", "alarms that need a person");
        override = gauge(registry, "signalbox_override_in_force", "1 while an operator's override is in force");
        freeze = gauge(registry, "signalbox_freeze_in_force", "1 while automatic moves are frozen");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void update() {
        List<ServiceStatus> states = views.states();
        active.register(sites(states, (status, site) -> site.name().equals(status.active()) ? 1 : 0), true);
        verdict.register(sites(states, (_, site) -> number(site.verdict())), true);
        votes.register(states.stream().flatMap(Metrics::votes).toList(), true);
        epoch.register(services(states, ServiceStatus::epoch), true);
        phase.register(phases(states), true);
        alarms.register(services(states, status -> status.alarms().size()), true);
        override.register(services(states, status -> status.override() == null ? 0 : 1), true);
        freeze.register(services(states, status -> status.freeze() == null ? 0 : 1), true);
    }

    private interface OfService {
        double number(ServiceStatus status);
    }

    private interface OfSite {
        double number(ServiceStatus status, ServiceStatus.Site site);
    }

    private static List<MultiGauge.Row<?>> services(List<ServiceStatus> states, OfService value) {
        var rows = new ArrayList<MultiGauge.Row<?>>();
        states.forEach(status -> rows.add(MultiGauge.Row.of(tags(status), value.number(status))));
        return rows;
    }

    private static List<MultiGauge.Row<?>> sites(List<ServiceStatus> states, OfSite value) {
        var rows = new ArrayList<MultiGauge.Row<?>>();
        states.forEach(status -> status.sites()
                .forEach(site -> rows.add(MultiGauge.Row.of(tags(status, site), value.number(status, site)))));
        return rows;
    }

    private static List<MultiGauge.Row<?>> phases(List<ServiceStatus> states) {
        var rows = new ArrayList<MultiGauge.Row<?>>();
        states.forEach(status -> rows.add(MultiGauge.Row.of(tags(status).and("phase", status.phase()), 1)));
        return rows;
    }

    private static Stream<MultiGauge.Row<?>> votes(ServiceStatus status) {
        return status.sites().stream().flatMap(site -> {
            SiteVerdict evidence = site.evidence();
            return evidence == null
                    ? Stream.of()
                    : Stream.of(Verdict.values()).map(each -> votes(status, site, evidence, each));
        });
    }

    private static MultiGauge.Row<?> votes(
            ServiceStatus status, ServiceStatus.Site site, SiteVerdict evidence, Verdict verdict) {
        long count = evidence.votes().stream()
                .filter(vote -> (vote.counts() ? vote.verdict() : Verdict.UNKNOWN) == verdict)
                .count();
        return MultiGauge.Row.of(tags(status, site).and("verdict", verdict.name()), count);
    }

    private static Tags tags(ServiceStatus status) {
        return Tags.of("service", status.service().value());
    }

    private static Tags tags(ServiceStatus status, ServiceStatus.Site site) {
        return tags(status).and("site", site.name().value());
    }

    private static int number(Verdict verdict) {
        return switch (verdict) {
            case UP -> 1;
            case DOWN -> 0;
            case UNKNOWN -> -1;
        };
    }
}
