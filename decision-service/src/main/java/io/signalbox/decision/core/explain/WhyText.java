package io.signalbox.decision.core.explain;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.VantageName;
import io.signalbox.decision.core.evidence.Explanation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parts of sentences. */
final class WhyText {

    private WhyText() {}

    static String of(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    /** The distance of each check to another verdict. */
    static String counters(List<Explanation.Check> checks) {
        return checks.stream().map(WhyText::counters).collect(Collectors.joining("; "));
    }

    private static String counters(Explanation.Check check) {
        Explanation.Counts counts = check.counts();
        Explanation.Failure last = check.lastFailure();
        String text = "%s %s, %d of %d failures and %d of %d successes in a row"
                .formatted(
                        check.probe(),
                        check.verdict(),
                        counts.failures(),
                        counts.fall(),
                        counts.successes(),
                        counts.rise());
        return last == null || check.failingSince() == null
                ? text
                : text + ", last " + last.cause() + " " + last.detail();
    }

    /** For example: 1 of 3 vantages says DOWN (eu-west-1), 2 are needed. */
    static String tally(Why.Site site, Verdict verdict) {
        int count = site.votes().of(verdict);
        List<VantageName> who = site.vantages().stream()
                .filter(vote -> vote.counts() && vote.says() == verdict)
                .map(Why.Vote::vantage)
                .toList();
        String names = who.isEmpty() || who.size() == site.votes().voters() ? "" : " (" + joined(who) + ")";
        return count + " of " + site.votes().voters() + " vantages " + (count == 1 ? "says " : "say ") + verdict + names
                + ", " + site.needed() + (site.needed() == 1 ? " is needed" : " are needed");
    }

    /** Those whose vote does not count, and why; empty when all do. */
    static String silent(Why.Site site) {
        return site.vantages().stream()
                .filter(vote -> !vote.counts())
                .map(vote -> vote.vantage() + (vote.voidBecause() == null ? "" : " (" + vote.voidBecause() + ")"))
                .collect(Collectors.joining(", "));
    }

    /** Says that only a part of the results is counted; null when all are. */
    static @Nullable String part(@Nullable Explanation live) {
        return live == null || live.partly().isEmpty()
                ? null
                : "there are more results of " + joined(live.partly())
                        + " than this instance can read, and it counts a part of each check's, "
                        + of(live.lag()) + " after they were stored";
    }

    private static String joined(List<?> names) {
        return names.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
