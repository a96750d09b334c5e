package io.signalbox.decision.core.state;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.topology.Policy.Damping;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The damping penalty of a site that fails repeatedly.
 *
 * @param value penalty after the last loss
 * @param at time of the last loss
 * @param suppressed whether it had reached the suppress limit then, and not fallen below the reuse limit since
 * @param armed whether the site has been UP since, so that the next DOWN counts as another loss
 * @param heldUntil end of the hold-down after the last loss
 */
public record Penalty(double value, Instant at, boolean suppressed, boolean armed, Instant heldUntil) {

    private static final int MOST_DOUBLINGS = 30;

    /** The penalty after a new verdict on the site. */
    public static @Nullable Penalty after(@Nullable Penalty known, Verdict verdict, Damping damping, Instant now) {
        return switch (verdict) {
            case UNKNOWN -> known;
            case UP -> known == null || known.armed ? known : known.rearmed();
            case DOWN -> known != null && !known.armed ? known : loss(known, damping, now);
        };
    }

    private static Penalty loss(@Nullable Penalty known, Damping damping, Instant now) {
        double before = known == null ? 0 : known.valueAt(now, damping);
        boolean still = known != null && known.suppressedAt(now, damping);
        double value = before + Damping.PER_LOSS;
        return new Penalty(
                value, now, still || value >= damping.suppressAt(), false, now.plus(holdDown(value, damping)));
    }

    private static Duration holdDown(double value, Damping damping) {
        long losses = Math.max(1, Math.round(value / Damping.PER_LOSS));
        Duration doubled = damping.holdDown().multipliedBy(1L << Math.min(losses - 1, MOST_DOUBLINGS));
        return doubled.compareTo(damping.longestHoldDown()) < 0 ? doubled : damping.longestHoldDown();
    }

    private Penalty rearmed() {
        return new Penalty(value, at, suppressed, true, heldUntil);
    }

    /** The penalty halves every half-life. */
    public double valueAt(Instant now, Damping damping) {
        long passed = Math.max(0, Duration.between(at, now).toMillis());
        return value * Math.pow(0.5, (double) passed / damping.halfLife().toMillis());
    }

    public boolean suppressedAt(Instant now, Damping damping) {
        return suppressed && now.isBefore(reusableAt(damping));
    }

    /** When a suppressed site may be used again. */
    public Instant reusableAt(Damping damping) {
        double halvings = Math.log(value / damping.reuseAt()) / Math.log(2);
        return at.plusMillis(
                (long) Math.ceil(Math.max(0, halvings) * damping.halfLife().toMillis()));
    }
}
