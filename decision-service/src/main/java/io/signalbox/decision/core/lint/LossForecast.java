package io.signalbox.decision.core.lint;

import io.signalbox.decision.core.rehearsal.Move;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The reaction to a loss.
 *
 * @param decided whether a cell was left to decide
 * @param move null for none
 * @param soonest after this time the traffic moves, when the loss comes at the best moment; zero without a move
 * @param latest the same at the worst moment
 */
record LossForecast(
        boolean decided, boolean advised, @Nullable Move move, Duration soonest, Duration latest, String reason) {

    static LossForecast undecided(boolean advised) {
        return new LossForecast(false, advised, null, Duration.ZERO, Duration.ZERO, "");
    }

    /** The same loss at one moment or another. */
    LossForecast or(LossForecast other) {
        return move == null || other.move == null
                ? this
                : new LossForecast(
                        decided,
                        advised,
                        move,
                        soonest.compareTo(other.soonest) < 0 ? soonest : other.soonest,
                        latest.compareTo(other.latest) > 0 ? latest : other.latest,
                        reason);
    }

    String effect() {
        if (!decided) {
            return "nobody decides: the only cell is lost, too";
        }
        return move == null
                ? "stays: " + reason
                : (advised ? "would move to " : "moves to ") + move.to() + " after " + LintText.of(soonest, latest)
                        + (move.asked() ? ", once an approver agrees" : "");
    }
}
