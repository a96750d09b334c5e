package io.signalbox.decision.core.explain;

import io.signalbox.contract.ServicePhase;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.evidence.Explanation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers why. */
public final class Explaining {

    private final WhyQuestion question;
    private final ServiceStatus status;
    private final List<Why.Site> sites;
    private final Optional<Why.Site> active;
    private final List<Why.Held> held;

    private Explaining(WhyQuestion question) {
        this.question = question;
        this.status = question.status();
        this.sites = new Ballots(question).sites();
        this.active = sites.stream().filter(Why.Site::active).findFirst();
        this.held = new Holding(question).all();
    }

    public static Why of(WhyQuestion question) {
        return new Explaining(question).why();
    }

    private Why why() {
        String notMoved = Phases.underWay(status) ? null : notMoved();
        return new Why(
                status.service(),
                question.now(),
                sentence(notMoved),
                status.phase(),
                status.active(),
                status.target(),
                status.reason(),
                notMoved,
                held,
                changes(),
                sites,
                source());
    }

    private String sentence(@Nullable String notMoved) {
        String service = String.valueOf(status.service());
        String reason = status.reason().text();
        return switch (ServicePhase.of(status.phase())) {
            case UNADOPTED -> service + " has no fence yet: " + reason;
            case MOVING ->
                service + " is moving to " + status.target() + Phases.steps(status.plan()) + " (" + reason + ")";
            case PROVING ->
                service + " has been moved to " + status.target() + ", which is being proved"
                        + Phases.steps(status.plan());
            case UNDOING ->
                "the move of " + service + " to " + status.target() + " is given up, and what it did is put back"
                        + Phases.steps(status.plan()) + " (" + reason + ")";
            case RE_ADOPTING ->
                "the fence of " + service + " is replaced, and no traffic moves" + Phases.steps(status.plan());
            case STUCK ->
                "the move of " + service + " to " + status.target() + " could not finish and waits for a person: "
                        + reason;
            case null, default -> service + where() + warm() + "; it has not moved: " + notMoved + behind();
        };
    }

    private String behind() {
        String part = WhyText.part(question.live());
        return part == null ? "" : "; " + part;
    }

    private String where() {
        if (active.isEmpty()) {
            return " points at " + status.active() + ", which is no site of the topology";
        }
        Why.Site site = active.get();
        boolean preferred = question.service().preferred().name().equals(site.site());
        return " is on " + site.site() + (preferred ? ", its preferred site," : "") + " which is " + site.verdict()
                + basis(site);
    }

    /** The share of another site, or the reason why it has none, where the policy asks for one. */
    private String warm() {
        ServiceStatus.Warm warm = status.warm();
        if (warm == null) {
            return "";
        }
        String reason = warm.reason().text();
        return warm.site() == null
                ? "; " + reason
                : "; " + warm.percent() + " % of its traffic goes to " + warm.site() + " (" + reason + ")";
    }

    private static String basis(Why.Site site) {
        return site.votes().voters() == 0 ? "" : ": " + WhyText.tally(site, agreeing(site));
    }

    /** The verdict of the larger side of an UNKNOWN site. */
    private static Verdict agreeing(Why.Site site) {
        if (site.verdict() != Verdict.UNKNOWN) {
            return site.verdict();
        }
        return site.votes().down() > site.votes().up() ? Verdict.DOWN : Verdict.UP;
    }

    /** Why the traffic is still where it is. */
    private String notMoved() {
        String decided = status.reason().text();
        boolean wanted = status.is(ServicePhase.AWAITING_LEAVE) || status.is(ServicePhase.STUCK);
        if (wanted || active.isEmpty() || active.get().verdict() == Verdict.DOWN) {
            return decided;
        }
        Why.Site site = active.get();
        String votes = site.votes().voters() == 0
                ? "nothing checks " + site.site()
                : site.votes().down() == 0
                        ? "no vantage says that " + site.site() + " is DOWN"
                        : WhyText.tally(site, Verdict.DOWN);
        String silent = WhyText.silent(site);
        String missing = site.verdict() == Verdict.UNKNOWN && !silent.isEmpty() ? ", without a vote: " + silent : "";
        String other = status.reason().is(ReasonCode.ACTIVE_UP) ? "" : "; " + decided;
        return votes + missing + other;
    }

    /** First what would give the active site another verdict, then what would end each hold, then the other sites. */
    private List<String> changes() {
        var changes = new ArrayList<String>();
        active.ifPresent(site -> changes.addAll(outlooks(site)));
        held.forEach(one -> changes.add(one.reason().code() + " ends with " + one.endsWith()));
        sites.stream()
                .filter(site -> !site.active() && site.verdict() != Verdict.UP)
                .forEach(site -> changes.addAll(outlooks(site)));
        return changes;
    }

    private static List<String> outlooks(Why.Site site) {
        if (!site.outlook().isEmpty()) {
            return site.outlook().stream()
                    .map(outlook -> site.site() + " becomes " + outlook.to() + ": " + outlook.text())
                    .toList();
        }
        return site.votes().voters() == 0
                ? List.of()
                : Stream.of(Verdict.DOWN, Verdict.UP)
                        .filter(to -> to != site.verdict())
                        .map(to -> site.site() + " becomes " + to + ": "
                                + Math.max(1, site.needed() - site.votes().of(to)) + " more vantages say so")
                        .toList();
    }

    private Why.Source source() {
        Explanation live = question.live();
        if (live != null) {
            return new Why.Source("live", live.at(), WhyText.part(live));
        }
        Instant newest = status.sites().stream()
                .map(ServiceStatus.Site::evidence)
                .filter(Objects::nonNull)
                .map(verdict -> verdict.since())
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Why.Source("verdicts", newest, question.note());
    }
}
