package io.signalbox.contract.topology.reader;

import io.signalbox.contract.topology.Policy.Damping;
import io.signalbox.contract.topology.time.Durations;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a site that fails again and again has to bear. What is inherited adapts to what is written; two values that
 * are written must fit each other.
 *
 * @param base what holds where nothing is said
 */
record DampingReader(Damping base) {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int HIGHEST = 1_000_000;

    @Nullable
    Damping read(Cursor at) {
        Fields fields = at.fields("halfLife", "suppressAt", "reuseAt", "holdDown", "longestHoldDown");
        if (fields == null) {
            return null;
        }
        Duration halfLife = fields.optional("halfLife", base.halfLife(), it -> it.duration(SECOND, DAY));
        Integer suppressAt = fields.optional("suppressAt", base.suppressAt(), it -> it.integer(2, HIGHEST));
        Integer reuseAt = suppressAt == null ? null : reuseAt(fields, suppressAt);
        Duration holdDown = fields.optional("holdDown", base.holdDown(), it -> it.duration(Duration.ZERO, DAY));
        Duration longest = holdDown == null ? null : longest(fields, holdDown);
        return halfLife == null || suppressAt == null || reuseAt == null || holdDown == null || longest == null
                ? null
                : new Damping(halfLife, suppressAt, reuseAt, holdDown, longest);
    }

    private @Nullable Integer reuseAt(Fields fields, int suppressAt) {
        int inherited = base.reuseAt() < suppressAt ? base.reuseAt() : suppressAt / 2;
        Integer reuseAt = fields.optional("reuseAt", inherited, it -> it.integer(1, HIGHEST));
        return reuseAt == null || reuseAt < suppressAt
                ? reuseAt
                : fields.at("reuseAt").<Integer>expected("less than suppressAt, which is " + suppressAt);
    }

    private @Nullable Duration longest(Fields fields, Duration holdDown) {
        Duration inherited = Durations.most(base.longestHoldDown(), holdDown);
        Duration longest = fields.optional("longestHoldDown", inherited, it -> it.duration(Duration.ZERO, DAY));
        return longest == null || longest.compareTo(holdDown) >= 0
                ? longest
                : fields.at("longestHoldDown")
                        .<Duration>expected("at least holdDown, which is " + Durations.text(holdDown));
    }
}
