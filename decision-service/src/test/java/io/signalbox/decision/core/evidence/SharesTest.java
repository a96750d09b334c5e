package io.signalbox.decision.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Two sites of orders are each checked every 250 ms while they are in doubt: a share of sixteen results a second. */
class SharesTest {

    private static final String ORDERS = Orders.ORDERS.value();

    private final Shares shares = new Shares(Orders.topology().services(), 1);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private long taken(Shares of, int offered) {
        long taken = 0;
        for (int n = 0; n < offered; n++) {
            taken += of.take(ORDERS, now) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void whatChecksInDoubtGiveIsAlwaysTaken() {
        for (int second = 0; second < 60; second++) {
            now = now.plusSeconds(1);
            assertThat(taken(shares, 8)).isEqualTo(8);
        }
    }

    @Test
    void aFloodIsTakenUpToItsShare() {
        taken(shares, 1_000);
        now = now.plusSeconds(2);
        assertThat(taken(shares, 1_000)).isEqualTo(32);
    }

    @Test
    void resultsThatWereSentLateComeTogether() {
        assertThat(taken(shares, 1_000)).isEqualTo(160);
        now = now.plus(Duration.ofHours(1));
        assertThat(taken(shares, 1_000)).isEqualTo(160);
    }

    @Test
    void aTopicOfSeveralVantagesHasTheirSharesTogether() {
        assertThat(taken(new Shares(Orders.topology().services(), 3), 1_000)).isEqualTo(480);
    }

    @Test
    void timeThatGoesBackAddsNothing() {
        taken(shares, 1_000);
        now = now.minusSeconds(5);
        assertThat(taken(shares, 10)).isZero();
    }

    @Test
    void anUnknownServiceHasNoShare() {
        assertThat(shares.take("nobody", now)).isFalse();
    }
}
