package io.signalbox.contract.topology.reader;

import io.signalbox.contract.topology.Policy.Damping;
import io.signalbox.contract.topology.time.Durations;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads the consequences for a site that fails repeatedly. Inherited values adapt to written ones; two written values
 * must fit each other.
 *
 * @param base the values without an entry
 */
record DampingReader(Damping base) {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int HIGHEST = 1_000_000;

    @Nullable
    Damping read(Cursor at) {
        Fields fields = at.fields("halfLife", "suppressAt", "reuseAt", "holdDown", "longestHoldDown");
        Duration halfLife = fields.optional("halfLife", base.halfLife(), it -> it.duration(SECOND, DAY));
        Fields penalty = fields.part();
        int suppressAt = penalty.optional("suppressAt", base.suppressAt(), it -> it.integer(2, HIGHEST));
        int usualReuse = base.reuseAt() < suppressAt ? base.reuseAt() : suppressAt / 2;
        int reuseAt = penalty.optional("reuseAt", usualReuse, it -> it.integer(1, HIGHEST));
        if (penalty.isComplete() && reuseAt >= suppressAt) {
            penalty.reject("reuseAt", "less than suppressAt, which is " + suppressAt);
        }
        Fields times = fields.part();
        Duration holdDown = times.optional("holdDown", base.holdDown(), it -> it.duration(Duration.ZERO, DAY));
        Duration usual = Durations.most(base.longestHoldDown(), holdDown);
        Duration longest = times.optional("longestHoldDown", usual, it -> it.duration(Duration.ZERO, DAY));
        if (times.isComplete() && longest.compareTo(holdDown) < 0) {
            times.reject("longestHoldDown", "at least holdDown, which is " + Durations.text(holdDown));
        }
        return fields.whole(() -> new Damping(halfLife, suppressAt, reuseAt, holdDown, longest));
    }
}
