package io.signalbox.probe.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.VantageHealth;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VantageStateTest {

    private static final long MS = 1_000_000;
    private static final VantageHealth ALONE = VantageHealth.sick("1 of 1 references failed: a:1 REFUSED");

    private final VantageState state = new VantageState(Duration.ofSeconds(1));

    @Test
    void isAsHealthyAsItsLastRound() {
        assertThat(state.now(0).healthy()).isTrue();
        state.round(ALONE, 10 * MS);
        assertThat(state.now(20 * MS)).isEqualTo(ALONE);
        state.round(VantageHealth.HEALTHY, 30 * MS);
        assertThat(state.now(40 * MS).healthy()).isTrue();
    }

    @Test
    void aFailureThatBeganBeforeASickRoundIsToldWithIt() {
        state.round(ALONE, 100 * MS);
        state.round(VantageHealth.HEALTHY, 200 * MS);

        assertThat(state.since(50 * MS, 300 * MS)).isEqualTo(ALONE);
        assertThat(state.since(150 * MS, 300 * MS).healthy()).isTrue();
    }

    @Test
    void aLateEventLoopMakesSickForOneInterval() {
        state.late(501 * MS, 1_000 * MS);

        assertThat(state.now(1_999 * MS)).isEqualTo(VantageHealth.sick("event loop 501 ms late"));
        assertThat(state.now(2_000 * MS).healthy()).isTrue();
    }

    @Test
    void aLittleLatenessIsNoSickness() {
        state.late(500 * MS, 1_000 * MS);

        assertThat(state.now(1_000 * MS).healthy()).isTrue();
    }

    @Test
    void aJumpOfTheWallClockMakesSick() {
        state.clocks(0, 1_000_000);
        state.clocks(100 * MS, 1_000_100);
        assertThat(state.now(100 * MS).healthy()).isTrue();

        state.clocks(200 * MS, 1_003_200);
        assertThat(state.now(200 * MS)).isEqualTo(VantageHealth.sick("wall clock jumped by 3000 ms"));
        state.clocks(300 * MS, 1_003_300);
        assertThat(state.now(1_300 * MS).healthy()).isTrue();
    }

    @Test
    void aClockThatIsSetALittleIsNoJump() {
        state.clocks(0, 1_000_000);
        state.clocks(100 * MS, 1_000_900);

        assertThat(state.now(100 * MS).healthy()).isTrue();
    }
}
