package io.signalbox.contract.topology;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a probe gets to where it looks.
 *
 * @param timeouts of single phases
 */
public record Approach(Timeouts timeouts) {

    /** With nothing special about it. */
    public static final Approach USUAL = new Approach(Timeouts.NONE);

    static final String TIMEOUTS = "timeouts";

    /** @param whole the timeout of the whole probe; null where that cannot be read */
    static @Nullable Approach read(Fields fields, Approach base, @Nullable Duration whole) {
        Timeouts timeouts = fields.optional(TIMEOUTS, base.timeouts, at -> Timeouts.read(at, base.timeouts, whole));
        return timeouts == null ? null : new Approach(timeouts);
    }

    Approach within(Duration whole) {
        return new Approach(timeouts.within(whole));
    }

    /** Says what is written for a check that has no use for it. */
    static void check(Fields fields, Check check) {
        if (fields.has(TIMEOUTS) && !(check instanceof Check.OneConnection)) {
            fields.at(TIMEOUTS).problem("expected none, since only a probe on one connection has such phases");
        }
    }
}
