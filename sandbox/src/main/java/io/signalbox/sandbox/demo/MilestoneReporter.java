package io.signalbox.sandbox.demo;

import io.signalbox.contract.FenceSighting;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Outcome.DriftSighting;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.fence.Fence;
import io.signalbox.sandbox.watch.NameWatch;
import io.signalbox.sandbox.watch.TopicWatch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns records on the topics and changes of the DNS answer into milestones of the current timeline. Thread-safe. */
final class MilestoneReporter {

    private final String preferred;
    private final int sites;
    private final Set<String> up = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean firstAnswer = new AtomicBoolean(true);
    private volatile Timeline timeline;
    private volatile String stalePlan = "";

    /** @param sites how many sites must be UP for the service to be steady */
    MilestoneReporter(String preferred, int sites, Timeline first) {
        this.preferred = preferred;
        this.sites = sites;
        this.timeline = first;
    }

    /** Later events belong to this timeline. */
    void switchTo(Timeline next) {
        timeline = next;
    }

    /** Reports the refusal of this plan's command; its other outcomes are ignored. */
    void expectRefusalOf(String plan) {
        stalePlan = plan;
    }

    void seen(TopicWatch.Seen seen) {
        switch (seen.value()) {
            case Observation observation -> observed(observation, seen.appended());
            case SiteVerdict verdict -> judged(verdict);
            case JournalEntry entry -> noted(entry);
            case StepOutcome outcome -> reported(outcome);
            case FenceSighting _, DriftSighting _ -> {}
            default -> throw new IllegalStateException("unexpected " + seen.value());
        }
    }

    /** The first answer is the initial state, not a change. */
    void answered(NameWatch.NameAnswer answer) {
        if (firstAnswer.getAndSet(false)) {
            return;
        }
        timeline.record(
                Milestone.ANSWER, answer.at(), "the name server answers " + String.join(", ", answer.addresses()));
    }

    private void observed(Observation observation, Instant appended) {
        if (observation.result() instanceof ProbeResult.Failed failed
                && observation.site().value().equals(preferred)) {
            timeline.record(
                    Milestone.FIRST_FAILURE,
                    appended.minus(observation.ageMicros(), ChronoUnit.MICROS),
                    "from " + observation.vantage() + ": " + failed.detail());
        }
    }

    private void judged(SiteVerdict verdict) {
        if (verdict.verdict() == Verdict.UP) {
            up.add(verdict.site().value());
        } else {
            up.remove(verdict.site().value());
        }
        if (up.size() == sites) {
            timeline.record(Milestone.STEADY, verdict.since(), "both regions are UP, traffic goes to " + preferred);
        }
        if (verdict.site().value().equals(preferred)) {
            switch (verdict.verdict()) {
                case DOWN -> timeline.record(Milestone.QUORUM, verdict.since(), votes(verdict));
                case UP -> timeline.record(Milestone.RECOVERED, verdict.since(), votes(verdict));
                case UNKNOWN -> {}
            }
        }
    }

    private static String votes(SiteVerdict verdict) {
        long agree = verdict.votes().stream()
                .filter(vote -> vote.counts() && vote.verdict() == verdict.verdict())
                .count();
        return verdict.site() + " is " + verdict.verdict() + ": " + agree + " of "
                + verdict.votes().size() + " vantages, " + verdict.needed() + " needed ("
                + verdict.votes().stream().map(MilestoneReporter::vote).collect(Collectors.joining(", ")) + ")";
    }

    private static String vote(Vote vote) {
        return vote.vantage() + " " + (vote.counts() ? vote.verdict().toString() : "-");
    }

    private void noted(JournalEntry entry) {
        switch (entry.knownKind()) {
            case ADOPTED ->
                timeline.record(Milestone.ADOPTED, entry.at(), entry.reason().text());
            case MOVE_STARTED ->
                timeline.record(
                        Milestone.DECIDED,
                        entry.at(),
                        withoutParentheses(entry.reason().text()));
            case MOVE_DONE ->
                timeline.record(Milestone.DONE, entry.at(), entry.reason().text());
            case null, default -> {}
        }
    }

    /** The line before shows the votes. */
    private static String withoutParentheses(String reason) {
        return reason.replaceAll(" ?\\([^()]*\\)", "");
    }

    private static String seen(@Nullable Fence fence) {
        return fence == null
                ? "no fence seen"
                : "the fence seen is of epoch " + fence.epoch() + ": " + fence.active() + " by plan " + fence.plan();
    }

    private void reported(StepOutcome outcome) {
        if (outcome.plan().equals(stalePlan)) {
            if (outcome.result() instanceof StepOutcome.Refused refused) {
                timeline.record(
                        Milestone.STALE_REFUSED, outcome.at(), refused.why() + ", " + seen(outcome.fenceSeen()));
            }
            return;
        }
        var accepted = outcome.timings().get("accepted");
        if (accepted != null) {
            timeline.record(Milestone.ACCEPTED, accepted, "Route 53 accepted the change of plan " + outcome.plan());
        }
        var insync = outcome.timings().get("insync");
        if (insync != null) {
            timeline.record(Milestone.INSYNC, insync, "all name servers of Route 53 have the change");
        }
        var reached = outcome.timings().get("reached");
        if (reached != null) {
            timeline.record(Milestone.REACHED, reached, "the service answers through its name");
        }
    }
}
