package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.HEALTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.decision.core.Orders;
import io.signalbox.decision.core.evidence.Backlog.LeftOut;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A reader that is behind leaves observations out. The checks of orders run every second and stay fresh for five. */
class BacklogTest {

    private static final String ORDERS = Orders.ORDERS.value();

    private Backlog backlog = of(Orders.topology());
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long sequence;

    private static Backlog of(Topology topology) {
        return new Backlog(topology.services());
    }

    private @Nullable LeftOut read(Duration lag) {
        return backlog.leavesOut(ORDERS, () -> ++sequence, now.minus(lag), now);
    }

    private @Nullable LeftOut read(long lagMillis) {
        return read(Duration.ofMillis(lagMillis));
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }

    /** Reads one result each ten milliseconds. @return how many of them were counted */
    private long counted(Duration time, long lagMillis) {
        long counted = 0;
        for (long left = time.toMillis() / 10; left > 0; left--) {
            passes(Duration.ofMillis(10));
            counted += read(lagMillis) == null ? 1 : 0;
        }
        return counted;
    }

    @Test
    void aReaderThatIsUpToDateLeavesOutNothing() {
        assertThat(counted(Duration.ofSeconds(10), 400)).isEqualTo(1_000);
        assertThat(backlog.isShedding()).isFalse();
    }

    @Test
    void whatIsOlderThanItStaysFreshIsLeftOutAndNothingElse() {
        assertThat(read(5_001)).isEqualTo(LeftOut.STALE);
        assertThat(read(499)).isNull();
        assertThat(backlog.isShedding()).isFalse();
    }

    @Test
    void aReaderThatIsBehindCountsFewerAndFewerOfEachCheck() {
        assertThat(counted(Duration.ofMillis(500), 600)).isEqualTo(25);
        assertThat(counted(Duration.ofMillis(500), 600)).isBetween(12L, 14L);
        assertThat(backlog.isShedding()).isTrue();
    }

    @Test
    void neverFewerThanKeepACheckFresh() {
        counted(Duration.ofSeconds(3), 600);
        assertThat(counted(Duration.ofSeconds(4), 600)).isEqualTo(100);
    }

    @Test
    void ofACheckThatIsMadeSeldomEachSecondResultIsCounted() {
        backlog = of(Given.east(Given.probe(HEALTH, Probe.Role.HEALTH, Duration.ofSeconds(30), null)));
        counted(Duration.ofSeconds(3), 600);
        assertThat(counted(Duration.ofSeconds(4), 600)).isEqualTo(200);
    }

    @Test
    void onceItHasCaughtUpAllIsCountedAgain() {
        counted(Duration.ofSeconds(1), 600);
        counted(Duration.ofSeconds(5), 50);
        assertThat(backlog.isShedding()).isFalse();
        assertThat(counted(Duration.ofSeconds(1), 50)).isEqualTo(100);
    }

    @Test
    void aReaderThatIsHopelesslyBehindGoesOnWithThePresent() {
        counted(Duration.ofSeconds(3), 3_100);
        assertThat(read(3_100)).isEqualTo(LeftOut.SKIPPED);
        assertThat(read(200)).isEqualTo(LeftOut.SKIPPED);
        sequence = 3;
        assertThat(read(100)).isNull();
    }

    @Test
    void silenceIsNotToldFromWhatIsLeftOut() {
        Instant before = now.plusSeconds(3).minusMillis(3_100);
        counted(Duration.ofSeconds(3), 3_100);
        read(3_100);
        assertThat(backlog.heardTo(now, now)).isBeforeOrEqualTo(before);
        read(100);
        passes(Duration.ofMillis(4_999));
        assertThat(backlog.heardTo(now, now)).isBeforeOrEqualTo(before);
        passes(Duration.ofMillis(1));
        assertThat(backlog.heardTo(now, now)).isEqualTo(now);
    }

    @Test
    void silenceIsNotToldFromWhatWasReadTooLate() {
        read(100);
        Instant before = now.minusMillis(100);
        passes(Duration.ofSeconds(12));
        assertThat(read(7_000)).isEqualTo(LeftOut.STALE);
        assertThat(backlog.heardTo(now.minusSeconds(7), now)).isEqualTo(before);
        passes(Duration.ofMillis(1));
        assertThat(read(4_900)).isEqualTo(LeftOut.SHARED);
        passes(Duration.ofMillis(4_998));
        assertThat(backlog.heardTo(now, now)).isEqualTo(before);
        passes(Duration.ofMillis(1));
        assertThat(backlog.heardTo(now, now)).isEqualTo(now);
    }

    @Test
    void whoStoppedBeforeTheReaderBeganIsSilent() {
        assertThat(read(9_000)).isEqualTo(LeftOut.STALE);
        assertThat(backlog.heardTo(now.minusMillis(4_000), now)).isEqualTo(Instant.MIN);
        assertThat(backlog.heardTo(now.minusMillis(3_999), now)).isEqualTo(now.minusMillis(3_999));
    }

    @Test
    void silenceLastsNoLongerThanWasRead() {
        assertThat(backlog.heardTo(now.minusSeconds(7), now)).isEqualTo(now.minusSeconds(7));
    }

    @Test
    void anUnknownServiceIsLeftToTheCaller() {
        assertThat(backlog.leavesOut("nobody", () -> 1, now.minusSeconds(60), now))
                .isNull();
    }

    @Test
    void aResultWithoutANumberIsCounted() {
        counted(Duration.ofSeconds(1), 600);
        assertThat(backlog.leavesOut(ORDERS, () -> -1, now.minusMillis(600), now))
                .isNull();
    }
}
