package io.signalbox.decision.core.backtest;

import java.util.List;

/**
 * Something that a backtest cannot know, however long the range is.
 *
 * @param code a short name for programs
 * @param text for people
 */
public record Limit(String code, String text) {

    /**
     * All of them.
     *
     * @param otherwise observations of checks that are described otherwise today
     * @param restarts of probers in the range
     */
    static List<Limit> of(long otherwise, long restarts) {
        return List.of(
                new Limit(
                        "fast-probing",
                        "Probes were repeated at the fast interval when the thresholds of then were in doubt. Others would"
                                + " have been in doubt at other times: these results are not there."),
                new Limit(
                        "lag",
                        "An observation counts when Kafka stored it, and what is asked of the provider is done at once: how"
                                + " far reader, topics and provider were behind is not replayed."),
                new Limit(
                        "restarts",
                        "Restarts of decision-service, and the time in which nothing was confirmed after them, are not"
                                + " replayed. Those of probers are, by their gaps; in this range there were " + restarts
                                + "."),
                new Limit(
                        "topology",
                        "Services, sites, vantages, checks and plans are those of today. " + otherwise
                                + " observations were of checks that were described otherwise, and did not count."),
                new Limit(
                        "begin",
                        "When the range begins, the traffic is taken to be at the preferred site, and nothing is known,"
                                + " suppressed or held."),
                new Limit(
                        "orders",
                        "Orders, freezes and drills, and moves of other cells or by hand, are not replayed. A person who"
                                + " has to agree does so at once."),
                new Limit(
                        "services",
                        "Brake and limits hold among the services that were asked for: the others are taken to be well."));
    }
}
