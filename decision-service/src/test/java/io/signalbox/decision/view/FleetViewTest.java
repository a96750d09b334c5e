package io.signalbox.decision.view;

import static io.signalbox.decision.view.Entries.NOON;
import static io.signalbox.decision.view.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.reason.Reason;
import io.signalbox.decision.core.state.FleetState;
import io.signalbox.decision.core.state.Hold;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetViewTest {

    private static final Reason LOST = Reason.of("several-regions", "two regions fail at once");

    private static FleetState fleet(Hold.Freeze freeze, FleetState.Brake brake) {
        return new FleetState(FleetState.VERSION, 7, freeze, brake, null, List.of(), null, null);
    }

    private static Hold.Freeze freeze(String directive, String who) {
        return new Hold.Freeze(directive, who, "a release", NOON, null, null, null);
    }

    @Test
    void isAtFirstWhatIsStored() {
        var view = FleetView.of(fleet(freeze("d1", "ann"), new FleetState.Brake(LOST, NOON, "abe", null)));

        assertThat(view.version()).isEqualTo(7);
        assertThat(view.freeze()).isEqualTo(new FleetView.Held("ann", NOON, Reason.of("freeze", "ann: a release")));
        assertThat(view.brake()).isEqualTo(new FleetView.Brake(NOON, LOST, "abe"));
    }

    @Test
    void nothingHoldsWhereNothingIsStored() {
        assertThat(FleetView.of(FleetState.NEW)).isEqualTo(FleetView.NOTHING);
    }

    @Test
    void aFreezeBySignalboxItselfTellsWhy() {
        var view = FleetView.of(fleet(freeze("fleet-unreadable", FleetState.GUARD), null));

        assertThat(view.freeze())
                .isEqualTo(new FleetView.Held(FleetState.GUARD, NOON, Reason.of("fleet-unreadable", "a release")));
    }

    private static JournalEntry guard(long version) {
        return new JournalEntry(
                JournalEntry.VERSION,
                null,
                version,
                NOON,
                "freeze",
                null,
                null,
                0,
                null,
                null,
                null,
                FleetState.GUARD,
                Reason.of("fleet-failed", "a test"),
                null,
                null);
    }

    @Test
    void aNewFreezeBySignalboxItselfGivesUpTheBrake() {
        var braked = FleetView.NOTHING.after(entry(null, 1, "brake", null));

        assertThat(braked.after(guard(2)).brake()).isNull();
    }

    @Test
    void theSameFreezeBySignalboxItselfToldAgainAfterATakeoverKeepsTheBrakeOfMeanwhile() {
        var braked = FleetView.NOTHING.after(guard(1)).after(entry(null, 2, "brake", null));

        assertThat(braked.after(guard(2)).brake()).isNotNull();
    }

    @Test
    void whatTheJournalTellsAgainChangesNothingInTheEnd() {
        var stored = FleetView.of(fleet(null, new FleetState.Brake(LOST, NOON.plusSeconds(6), null, null)));
        var view = stored;
        for (var again : List.of(
                entry(null, 4, "freeze", "d1"),
                entry(null, 5, "thaw", "d2"),
                entry(null, 6, "brake", null),
                entry(null, 7, "directive-refused", "d3"))) {
            view = view.after(again);
        }

        assertThat(view.version()).isEqualTo(stored.version());
        assertThat(view.freeze()).isNull();
        assertThat(view.brake())
                .isEqualTo(new FleetView.Brake(NOON.plusSeconds(6), Reason.of("brake", "a test"), null));
    }
}
