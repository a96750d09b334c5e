package io.signalbox.contract.topology.reader;

import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import org.jspecify.annotations.Nullable;

/** The number of a site's health probes that must be UP. @param atLeast {@link #EVERY} for all */
record Require(int atLeast) {

    private static final int EVERY = Integer.MAX_VALUE;
    private static final int MOST = 1_000;

    static final Require ALL = new Require(EVERY);
    private static final Require ANY = new Require(1);

    static @Nullable Require read(Cursor at) {
        if (!at.isMap()) {
            return at.parsed("all, any or {atLeast: a number}", text -> switch (text) {
                case "all" -> ALL;
                case "any" -> ANY;
                default -> null;
            });
        }
        Fields fields = at.fields("atLeast");
        Integer atLeast = fields.required("atLeast", it -> it.integer(1, MOST));
        return fields.whole(() -> new Require(atLeast));
    }

    /** The number for a site with {@code probes} health probes. */
    int passing(int probes) {
        return Math.min(atLeast, probes);
    }

    /** Says so at {@code at} where there are not so many as are written. */
    void check(Cursor at, int probes) {
        if (atLeast != EVERY && atLeast > probes && probes > 0) {
            at.problem(
                    "expected no more than the health probes that there are, which are " + probes + ", got " + atLeast);
        }
    }
}
