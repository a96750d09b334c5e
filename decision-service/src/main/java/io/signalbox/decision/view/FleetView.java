package io.signalbox.decision.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all services together, as the journal tells it.
 *
 * @param freeze why nothing automatic begins; null when something may
 * @param brake why automatic moves look wrong; null when they do not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FleetView(@Nullable Held freeze, @Nullable Brake brake) {

    static final FleetView NOTHING = new FleetView(null, null);

    public record Held(String who, Instant since, Reason reason) {}

    /** @param offBy the approver who lets automatic moves begin all the same; null while they are held */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Brake(
            Instant since, Reason reason, @Nullable String offBy) {}

    /** @param entry that concerns all services */
    FleetView after(JournalEntry entry) {
        String who = entry.who();
        return switch (entry.kind()) {
            case "freeze" -> new FleetView(new Held(who == null ? "" : who, entry.at(), entry.reason()), brake);
            case "thaw", "freeze-expired" -> new FleetView(null, brake);
            case "brake" -> new FleetView(freeze, new Brake(entry.at(), entry.reason(), null));
            case "brake-released" -> new FleetView(freeze, null);
            case "approve" -> offBy(who);
            case "reject" -> offBy(null);
            default -> this;
        };
    }

    private FleetView offBy(@Nullable String who) {
        return brake == null ? this : new FleetView(freeze, new Brake(brake.since(), brake.reason(), who));
    }
}
