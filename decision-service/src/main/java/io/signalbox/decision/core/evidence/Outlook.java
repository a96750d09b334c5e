package io.signalbox.decision.core.evidence;

import io.signalbox.contract.evidence.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What would give a site another verdict.
 *
 * @param to that verdict
 * @param votes how many vantages would have to change: to say {@code to}, or for UNKNOWN to stop saying what they say;
 *     0 when it does not depend on votes
 * @param text for a person
 */
public record Outlook(Verdict to, int votes, String text) {

    static List<Outlook> of(Explanation.Site site) {
        if (site.vantages().stream().allMatch(vantage -> vantage.deciding().isEmpty())) {
            return List.of();
        }
        var outlooks = new ArrayList<Outlook>();
        for (Verdict to : List.of(Verdict.DOWN, Verdict.UP)) {
            if (to != site.verdict()) {
                outlooks.add(to == site.outcome() ? caughtUp(to) : voted(to, site));
            }
        }
        if (site.heldUntil() != null) {
            outlooks.add(new Outlook(
                    Verdict.UNKNOWN,
                    0,
                    "%s is from before a restart, and goes stale at %s unless the votes confirm it"
                            .formatted(site.verdict(), site.heldUntil())));
        } else if (site.verdict() != Verdict.UNKNOWN && site.outcome() == site.verdict()) {
            outlooks.add(lost(site));
        }
        return outlooks;
    }

    private static Outlook caughtUp(Verdict to) {
        return new Outlook(to, 0, to + " as soon as observations are read without delay again");
    }

    private static Outlook lost(Explanation.Site site) {
        int votes = site.votes().of(site.verdict()) - site.needed() + 1;
        return new Outlook(
                Verdict.UNKNOWN,
                votes,
                "%s not to say %s any more".formatted(vantages(votes, "would have"), site.verdict()));
    }

    private static Outlook voted(Verdict to, Explanation.Site site) {
        int missing = Math.max(0, site.needed() - site.votes().of(to));
        String how = site.vantages().stream()
                .filter(vantage -> vantage.voter() && vantage.vote() != to)
                .map(vantage -> path(to, vantage, site.passing()))
                .collect(Collectors.joining("; "));
        String text = "%s to say %s (%s)".formatted(vantages(missing, "more would have"), to, how);
        // With a quorum below a majority, both DOWN and UP can have their votes; then UP wins.
        boolean outvoted =
                to == Verdict.DOWN && 2 * site.needed() <= site.votes().voters();
        return new Outlook(to, missing, outvoted ? text + ", and fewer than " + site.needed() + " to say UP" : text);
    }

    private static String vantages(int number, String have) {
        return number == 1 ? "1 vantage " + have : number + " vantages " + have;
    }

    private static String path(Verdict to, Explanation.Vantage vantage, int passing) {
        List<Explanation.Check> deciding = vantage.deciding();
        List<String> needs = deciding.stream()
                .filter(check -> check.verdict() != to)
                .map(check -> check.probe() + " needs " + need(to, check.counts()))
                .toList();
        int wanted = to == Verdict.UP ? passing : deciding.size() - passing + 1;
        int missing = wanted - (deciding.size() - needs.size());
        return vantage.vantage()
                + (vantage.health().healthy() ? ": " : " once it is well: ")
                + (missing < needs.size() ? "any " + missing + " of " : "")
                + String.join(", ", needs);
    }

    private static String need(Verdict to, Explanation.Counts counts) {
        return to == Verdict.UP ? successes(counts) : failures(counts);
    }

    private static String failures(Explanation.Counts counts) {
        Explanation.Recent recent = counts.recent();
        String inRow = more(counts.fall() - counts.failures(), "failure");
        return recent == null
                ? inRow
                : "%s or %d failures among its last %d (%d now)"
                        .formatted(inRow, recent.limit(), recent.of(), recent.failures());
    }

    private static String successes(Explanation.Counts counts) {
        Explanation.Recent recent = counts.recent();
        var needs = new ArrayList<String>();
        if (counts.successes() < counts.rise()) {
            needs.add(more(counts.rise() - counts.successes(), "success"));
        }
        if (recent != null && recent.noisy()) {
            needs.add("fewer than %d failures among its last %d (%d now)"
                    .formatted(recent.limit(), recent.of(), recent.failures()));
        }
        return String.join(" and ", needs);
    }

    private static String more(long number, String result) {
        String plural = result.endsWith("s") ? "es" : "s";
        return number + " more " + result + (number == 1 ? "" : plural) + " in a row";
    }
}
