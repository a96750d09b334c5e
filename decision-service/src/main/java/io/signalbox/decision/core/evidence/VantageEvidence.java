package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one vantage about one site: UP when as many of its health probes are UP as must be, DOWN when so many
 * are not possible any more.
 */
final class VantageEvidence {

    private static final String NOTHING_DECIDES = "no probe decides here";

    private final VantageName vantage;
    private final VantageStatus standing;
    private final boolean voter;
    private final int passing;
    private final Map<ProbeName, CheckEvidence> checks = new LinkedHashMap<>();
    private final Map<ProbeName, CheckEvidence> deciding = new LinkedHashMap<>();

    /**
     * @param voter whether its votes on this site count
     * @param digests of the site's checks
     */
    VantageEvidence(
            VantageName vantage, VantageStatus standing, boolean voter, Site site, Map<ProbeName, String> digests) {
        this.vantage = vantage;
        this.standing = standing;
        this.voter = voter;
        this.passing = site.passing();
        for (Probe probe : site.probes()) {
            var check = new CheckEvidence(probe, Objects.requireNonNull(digests.get(probe.name())));
            checks.put(probe.name(), check);
            if (probe.role() == Role.HEALTH) {
                deciding.put(probe.name(), check);
            }
        }
    }

    VantageName name() {
        return vantage;
    }

    VantageStatus standing() {
        return standing;
    }

    boolean voter() {
        return voter;
    }

    @Nullable
    CheckEvidence check(ProbeName probe) {
        return checks.get(probe);
    }

    /** The verdict on the site. */
    Verdict verdict() {
        int up = count(Verdict.UP);
        if (deciding.isEmpty() || up < passing && deciding.size() - count(Verdict.DOWN) >= passing) {
            return Verdict.UNKNOWN;
        }
        return up >= passing ? Verdict.UP : Verdict.DOWN;
    }

    /** The verdict on one of its probes. */
    Verdict verdict(ProbeName probe) {
        return known(probe).verdict();
    }

    /** True if its fresh results agree with a verdict on the site, although they may be too few for a vote. */
    boolean agrees(Verdict verdict, Instant now) {
        int agreeing = 0;
        for (CheckEvidence check : deciding.values()) {
            if (check.agrees(verdict, now)) {
                agreeing++;
            }
        }
        return switch (verdict) {
            case UP -> !deciding.isEmpty() && agreeing >= passing;
            case DOWN -> agreeing > deciding.size() - passing;
            case UNKNOWN -> true;
        };
    }

    /** The same of one of its probes. */
    boolean agrees(ProbeName probe, Verdict verdict, Instant now) {
        return verdict == Verdict.UNKNOWN || known(probe).agrees(verdict, now);
    }

    private CheckEvidence known(ProbeName probe) {
        return Objects.requireNonNull(checks.get(probe));
    }

    private int count(Verdict verdict) {
        int count = 0;
        for (CheckEvidence check : deciding.values()) {
            if (check.verdict() == verdict) {
                count++;
            }
        }
        return count;
    }

    boolean expire(Instant now) {
        boolean changed = false;
        for (CheckEvidence check : checks.values()) {
            changed |= check.expire(now);
        }
        return changed;
    }

    boolean forget() {
        boolean changed = false;
        for (CheckEvidence check : checks.values()) {
            changed |= check.forget();
        }
        return changed;
    }

    /** The vote on the site. */
    Vote vote() {
        return vote(verdict(), measuredAt(), describe(), failingSince());
    }

    /** The vote on one probe. */
    Vote vote(ProbeName probe) {
        CheckEvidence check = known(probe);
        return vote(check.verdict(), check.measuredAt(), check.describe(), check.failingSince());
    }

    private Vote vote(Verdict verdict, @Nullable Instant measuredAt, String detail, @Nullable Instant failingSince) {
        String objection = objection();
        return new Vote(
                vantage,
                verdict,
                voter && verdict != Verdict.UNKNOWN,
                measuredAt,
                objection == null ? detail : objection,
                failingSince);
    }

    /** Why its vote is void, whatever its evidence; null if it counts. */
    private @Nullable String objection() {
        if (!voter) {
            return "has no vote on its own site";
        }
        return standing.health().healthy() ? null : "sick: " + standing.health().detail();
    }

    private @Nullable Instant measuredAt() {
        return deciding.values().stream()
                .map(CheckEvidence::measuredAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    /**
     * The start of the failures that made the site DOWN here, or may yet do so: the last of the needed probes to begin.
     * Null while too few of its probes fail.
     */
    @Nullable
    Instant failingSince() {
        boolean down = verdict() == Verdict.DOWN;
        List<Instant> began = deciding.values().stream()
                .filter(check -> !down || check.verdict() == Verdict.DOWN)
                .map(CheckEvidence::failingSince)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        int spare = deciding.size() - passing;
        return spare < began.size() ? began.get(spare) : null;
    }

    private String describe() {
        return deciding.isEmpty()
                ? NOTHING_DECIDES
                : deciding.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue().describe())
                        .collect(Collectors.joining("; "));
    }

    Explanation.Vantage explain(Instant now) {
        Vote vote = vote();
        return new Explanation.Vantage(
                vantage,
                vote.verdict(),
                vote.counts(),
                vote.counts() ? null : silence(now),
                voter,
                standing.health(),
                measuredAt(),
                checks.values().stream().map(check -> check.explain(now)).toList());
    }

    /** Why it has no vote now. */
    private String silence(Instant now) {
        String objection = objection();
        if (objection != null) {
            return objection;
        }
        if (deciding.isEmpty()) {
            return NOTHING_DECIDES;
        }
        if (deciding.values().stream().anyMatch(check -> check.isMeasuredOtherwise(now))) {
            return "its prober follows another description of the site: what it measures says nothing of this one";
        }
        Instant newest = measuredAt();
        if (newest == null) {
            return "nothing heard of it yet";
        }
        return deciding.values().stream().anyMatch(check -> check.isFresh(now))
                ? "has not seen enough to tell"
                : "silent since " + newest;
    }
}
