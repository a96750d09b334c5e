package io.signalbox.contract.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Wrong tokens from one address are slowed, and no other address is. */
class FailedLoginsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ADDRESS = "192.0.2.1";

    private final FailedLogins failures = new FailedLogins();

    private void fail(String address, int times, Instant at) {
        for (int i = 0; i < times; i++) {
            failures.failed(address, at);
        }
    }

    @Test
    void aFewMistakesBlockNobody() {
        fail(ADDRESS, FailedLogins.BURST - 1, NOW);

        assertThat(failures.isBlocked(ADDRESS, NOW)).isFalse();
    }

    @Test
    void anAddressWithManyMistakesIsBlockedAndNoOther() {
        fail(ADDRESS, FailedLogins.BURST, NOW);

        assertThat(failures.isBlocked(ADDRESS, NOW)).isTrue();
        assertThat(failures.isBlocked("192.0.2.2", NOW)).isFalse();
    }

    @Test
    void oneMoreIsComparedAfterEachRefill() {
        fail(ADDRESS, FailedLogins.BURST, NOW);
        Instant later = NOW.plus(FailedLogins.REFILL);

        assertThat(failures.isBlocked(ADDRESS, later.minusMillis(1))).isTrue();
        assertThat(failures.isBlocked(ADDRESS, later)).isFalse();
        fail(ADDRESS, 1, later);
        assertThat(failures.isBlocked(ADDRESS, later)).isTrue();
    }

    @Test
    void aFullBucketGrowsNoFurther() {
        fail(ADDRESS, 1, NOW);
        Instant muchLater = NOW.plus(Duration.ofDays(1));
        fail(ADDRESS, FailedLogins.BURST - 1, muchLater);

        assertThat(failures.isBlocked(ADDRESS, muchLater)).isFalse();
        fail(ADDRESS, 1, muchLater);
        assertThat(failures.isBlocked(ADDRESS, muchLater)).isTrue();
    }

    @Test
    void theAddressesOfOneNetworkCountAsOne() {
        for (int i = 0; i < FailedLogins.BURST; i++) {
            failures.failed("2001:db8:0:1::" + Integer.toHexString(i), NOW);
        }

        assertThat(failures.isBlocked("2001:db8:0:1:ffff::1", NOW)).isTrue();
        assertThat(failures.isBlocked("2001:db8:0:2::1", NOW)).isFalse();
    }

    @Test
    void manyAddressesTakeNoMoreMemoryAndTheOneInUseIsRemembered() {
        fail(ADDRESS, FailedLogins.BURST, NOW);
        for (int i = 0; i < 2 * FailedLogins.MOST_ADDRESSES; i++) {
            failures.failed("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), NOW);
            assertThat(failures.isBlocked(ADDRESS, NOW)).isTrue();
        }

        assertThat(failures.addresses()).isEqualTo(FailedLogins.MOST_ADDRESSES);
    }
}
