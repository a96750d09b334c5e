package io.signalbox.actuator.route53;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a zone is read: from the end of the last page on, and after the end of the zone from its
 * beginning. Pages that began at the longest waiting question would overlap. Not thread-safe.
 */
final class ZoneSweep {

    private String position = "";

    /** @param next the name at which the next page begins; null at the end of the zone */
    void read(@Nullable String next) {
        position = next == null ? "" : place(Route53Records.name(next));
    }

    /** @param waiting at least one */
    RecordQuestion next(Collection<RecordQuestion> waiting) {
        Comparator<RecordQuestion> order = Comparator.comparing(question -> place(question.name()));
        return waiting.stream()
                .filter(question -> place(question.name()).compareTo(position) >= 0)
                .min(order)
                .orElseGet(() -> Collections.min(waiting, order));
    }

    /** Route 53 sorts names by their labels, from the last one to the first. */
    static String place(String name) {
        var labels = Arrays.asList(name.split("\\."));
        Collections.reverse(labels);
        return String.join(".", labels);
    }
}
