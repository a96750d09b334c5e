package io.signalbox.decision.core.machine;

import io.signalbox.contract.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Gives or withholds leave for a move that a service wants, with all services in view. */
public final class Governor {

    private static final Leave GRANTED = new Leave.Granted();

    /**
     * Nothing begins while the fence is not what it should be: the provider could only refuse. Nothing automatic begins while a freeze is in force; what an operator asks for was checked when it
     * was asked.
     */
    public Leave ask(Proposal.Move move, ServiceState state, Fleet fleet, Instant now) {
        for (String code : Fencing.BLOCKING) {
            Reason alarm = state.alarms().get(code);
            if (alarm != null) {
                return new Leave.Held(alarm);
            }
        }
        if (!move.kind().automatic()) {
            return GRANTED;
        }
        Hold.Freeze freeze = inForce(state, fleet, now);
        return freeze == null ? GRANTED : new Leave.Held(frozen(freeze));
    }

    /** The freeze that stops automatic moves of a service now: its own before that of all services. */
    static Hold.@Nullable Freeze inForce(ServiceState state, Fleet fleet, Instant now) {
        Hold.Freeze own = state.freeze();
        if (own != null && !own.endedAt(now)) {
            return own;
        }
        Hold.Freeze common = fleet.freeze();
        return common != null && !common.endedAt(now) ? common : null;
    }

    private static Reason frozen(Hold.Freeze freeze) {
        String end = freeze.until() == null ? "until thawed" : "until " + freeze.until();
        return Reason.of("frozen", "frozen by " + freeze.who() + " " + end + ": " + freeze.why())
                .with("directive", freeze.directive());
    }
}
