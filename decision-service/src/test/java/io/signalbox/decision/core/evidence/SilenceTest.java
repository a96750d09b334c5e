package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Silence is told from not having read. */
class SilenceTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final Watch watch = new Watch(Orders.topology(), List.of()).passes(2, EAST, V1, V2, V3);

    @Test
    void nobodyIsSilentWhileTheReaderIsBehind() {
        Instant read = watch.now;
        watch.afterReadingTo(LONG, read);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UP);
        assertThat(watch.unconfirmed()).contains(EAST.value());
    }

    @Test
    void whoIsNotHeardUpToWhatWasReadIsSilent() {
        Instant read = watch.now.plusSeconds(5);
        watch.afterReadingTo(LONG, read);
        assertThat(watch.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aRestoredVerdictHoldsUntilTheReaderHasCaughtUp() {
        Watch restarted = watch.restarted(Orders.topology(), LONG);
        Instant began = restarted.now;
        restarted.afterReadingTo(LONG, began.minusSeconds(1));
        assertThat(restarted.verdict(EAST)).isEqualTo(Verdict.UP);
        restarted.afterReadingTo(LONG, began.plusSeconds(5));
        assertThat(restarted.verdict(EAST)).isEqualTo(Verdict.UNKNOWN);
    }
}
