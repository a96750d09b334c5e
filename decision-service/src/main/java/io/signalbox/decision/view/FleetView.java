package io.signalbox.decision.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Hold;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The fleet state: the stored one when the instance starts, updated by each journal entry that concerns all services.
 *
 * @param version compared with an order's If-Match
 * @param freeze why no automatic move begins; null without a freeze
 * @param brake why the brake holds automatic moves; null while it is off
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FleetView(
        long version, @Nullable Held freeze, @Nullable Brake brake) {

    static final FleetView NOTHING = new FleetView(FleetState.NEW.version(), null, null);

    public record Held(String who, Instant since, Reason reason) {}

    /** @param offBy the approver who lets automatic moves begin all the same; null while they are held */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Brake(
            Instant since, Reason reason, @Nullable String offBy) {}

    /** The view of the state that the decision stage stores. */
    static FleetView of(FleetState fleet) {
        return new FleetView(fleet.version(), held(fleet.freeze()), brake(fleet.brake()));
    }

    private static @Nullable Held held(Hold.@Nullable Freeze freeze) {
        if (freeze == null) {
            return null;
        }
        Reason reason = freeze.who().equals(FleetState.GUARD)
                ? Reason.of(freeze.directive(), freeze.why())
                : Reason.of(ReasonCode.FREEZE, freeze.who() + ": " + freeze.why());
        return new Held(freeze.who(), freeze.since(), reason);
    }

    private static @Nullable Brake brake(FleetState.@Nullable Brake brake) {
        return brake == null ? null : new Brake(brake.since(), brake.reason(), brake.offBy());
    }

    /** @param entry that concerns all services */
    FleetView after(JournalEntry entry) {
        String who = entry.who();
        long now = entry.version();
        return switch (entry.knownKind()) {
            case FREEZE ->
                new FleetView(
                        now,
                        new Held(who == null ? "" : who, entry.at(), entry.reason()),
                        guarded(entry) ? null : brake);
            case THAW, FREEZE_EXPIRED -> new FleetView(now, null, brake);
            case BRAKE -> new FleetView(now, freeze, new Brake(entry.at(), entry.reason(), null));
            case BRAKE_RELEASED -> new FleetView(now, freeze, null);
            case APPROVE -> new FleetView(now, freeze, offBy(who));
            case REJECT -> new FleetView(now, freeze, offBy(null));
            case null, default -> new FleetView(now, freeze, brake);
        };
    }

    /** A guard begins without a brake. Each task that begins writes it again, with the version of that time. */
    private boolean guarded(JournalEntry entry) {
        return FleetState.GUARD.equals(entry.who()) && entry.version() > version;
    }

    private @Nullable Brake offBy(@Nullable String who) {
        return brake == null ? null : new Brake(brake.since(), brake.reason(), who);
    }
}
