package io.signalbox.decision.core.explain;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.decision.core.evidence.Explanation;
import io.signalbox.decision.core.evidence.VoteCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The votes on each site and their result: live if available, otherwise as last published. */
final class Ballots {

    private static final VoteCount NOBODY = new VoteCount(0, 0, 0);

    private final WhyQuestion question;

    Ballots(WhyQuestion question) {
        this.question = question;
    }

    List<Why.Site> sites() {
        return question.status().sites().stream().map(this::site).toList();
    }

    private Why.Site site(ServiceStatus.Site site) {
        Explanation.Site live = question.live(site.name());
        SiteVerdict published = site.evidence();
        if (live != null) {
            return site(site, published, live.needed(), live.votes(), votes(live));
        }
        return published == null
                ? site(site, null, 0, NOBODY, List.of())
                : site(site, published, published.needed(), VoteCount.of(published.votes()), votes(published));
    }

    private Why.Site site(
            ServiceStatus.Site site,
            @Nullable SiteVerdict published,
            int needed,
            VoteCount votes,
            List<Why.Vote> vantages) {
        Explanation.Site live = question.live(site.name());
        return new Why.Site(
                site.name(),
                site.priority(),
                site.name().equals(question.status().active()),
                site.verdict(),
                published == null ? null : published.since(),
                site.ready(),
                site.suppressed(),
                needed,
                votes,
                rule(site, needed, votes.voters()),
                vantages,
                live == null ? List.of() : live.outlook());
    }

    private String rule(ServiceStatus.Site site, int needed, int voters) {
        Site known = question.service().site(site.name()).orElse(null);
        List<Probe> deciding = known == null
                ? List.of()
                : known.probes().stream()
                        .filter(probe -> probe.role() == Probe.Role.HEALTH)
                        .toList();
        if (known == null || deciding.isEmpty()) {
            return "nothing is checked: it is never UP or DOWN";
        }
        String probes = deciding.stream().map(Ballots::rule).collect(Collectors.joining("; "));
        String passing = deciding.size() == 1
                ? ""
                : ", and UP while " + known.passing() + " of " + deciding.size() + " probes are";
        return needed + " of " + voters + " vantages must agree; " + probes + passing;
    }

    private static String rule(Probe probe) {
        Probe.FailureWindow window = probe.window();
        String spread = window == null ? "" : " or " + window.failures() + " among the last " + window.of();
        return probe.name() + " is DOWN after " + probe.fall() + " failures in a row" + spread + ", UP after "
                + probe.rise() + " successes, unknown after " + WhyText.of(probe.freshness()) + " of silence";
    }

    private List<Why.Vote> votes(Explanation.Site live) {
        return live.vantages().stream()
                .map(vantage -> new Why.Vote(
                        vantage.vantage(),
                        vantage.vote(),
                        vantage.counts(),
                        vantage.voidBecause(),
                        age(vantage.measuredAt()),
                        WhyText.counters(vantage.checks()),
                        vantage.checks()))
                .toList();
    }

    private List<Why.Vote> votes(SiteVerdict published) {
        return published.votes().stream()
                .map(vote -> new Why.Vote(
                        vote.vantage(),
                        vote.verdict(),
                        vote.counts(),
                        vote.counts() ? null : vote.detail(),
                        age(vote.measuredAt()),
                        vote.detail(),
                        List.of()))
                .toList();
    }

    private @Nullable Duration age(@Nullable Instant measured) {
        if (measured == null) {
            return null;
        }
        Duration age = Duration.between(measured, question.now());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
