package io.signalbox.decision.app;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.app.GaugeCollector.Labels;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The gauges of each site of a service. */
final class SiteGauges {

    private SiteGauges() {}

    static void add(GaugeCollector families, ServiceStatus status, ServiceStatus.Site site, Instant now) {
        Labels labels = Labels.service(status.service()).and("site", site.name());
        families.addUnlessZero(
                "signalbox_site_active",
                "1 for the site that the name points at",
                labels,
                site.name().equals(status.active()) ? 1.0 : 0.0);
        families.add("signalbox_site_up", "1 UP, 0 DOWN, -1 UNKNOWN", labels, number(site.verdict()));
        families.add(
                "signalbox_site_ready",
                "1 when the site could take the traffic, 0 when not, -1 when that is not known",
                labels,
                number(site.ready()));
        families.addUnlessZero(
                "signalbox_site_suppressed",
                "1 while the site is no target, having failed too often",
                labels,
                site.suppressed() == null ? 0.0 : 1.0);
        families.add(
                "signalbox_site_suppressed_remaining_seconds",
                "until the site may be a target again by itself; absent while it may",
                labels,
                suppressedFor(site.suppressed(), now));
        families.addUnlessZero(
                "signalbox_stale_site",
                "1 while the site's data is known to be stale: it gets no traffic",
                labels,
                site.stale() == null ? 0.0 : 1.0);
        Integer penalty = site.penalty();
        families.addUnlessZero(
                "signalbox_site_penalty",
                "the penalty when the state was last published",
                labels,
                penalty == null ? 0.0 : (double) penalty);
        SiteVerdict evidence = site.evidence();
        if (evidence != null && !(families.isBrief() && site.verdict() == Verdict.UP)) {
            votes(families, labels, evidence);
        }
    }

    private static void votes(GaugeCollector families, Labels labels, SiteVerdict evidence) {
        families.add("signalbox_site_votes_needed", "votes of one kind that make a verdict", labels, (double)
                evidence.needed());
        for (Verdict verdict : Verdict.values()) {
            long count = evidence.votes().stream()
                    .filter(vote -> (vote.counts() ? vote.verdict() : Verdict.UNKNOWN) == verdict)
                    .count();
            families.add(
                    "signalbox_site_votes", "votes behind the last verdict", labels.and("verdict", verdict), (double)
                            count);
        }
    }

    /** States of former versions do not tell when it ends. */
    private static @Nullable Double suppressedFor(@Nullable Reason suppressed, Instant now) {
        String until = suppressed == null ? null : suppressed.facts().get("until");
        try {
            return until == null ? null : HoldGauges.remaining(Instant.parse(until), now);
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    private static @Nullable Double number(@Nullable Verdict verdict) {
        return switch (verdict) {
            case null -> null;
            case UP -> 1.0;
            case DOWN -> 0.0;
            case UNKNOWN -> -1.0;
        };
    }
}
