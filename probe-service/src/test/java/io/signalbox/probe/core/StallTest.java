package io.signalbox.probe.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.check.AddressFamily;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Timeouts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A probe of 800 ms, of which the connection may take 80. */
class StallTest {

    private static final Probe PROBE = probe(800, 80);

    private static Probe probe(int timeoutMillis, int connectMillis) {
        var second = Duration.ofSeconds(1);
        return new Probe(
                new ProbeName("health"),
                Probe.Role.HEALTH,
                second,
                Duration.ofMillis(timeoutMillis),
                second,
                3,
                2,
                null,
                new Check.Tcp(80),
                new Approach(new Timeouts(Duration.ofMillis(connectMillis), null, null), AddressFamily.ANY, 0));
    }

    private static boolean hides(Cause cause, int lateMillis) {
        return StallFilter.hides(
                new ProbeResult.Failed(Timings.total(1), cause, ""),
                PROBE,
                Duration.ofMillis(lateMillis).toNanos());
    }

    @Test
    void aLoopThatCameLateByMoreThanAShareOfTheLimit() {
        assertThat(hides(Cause.TIMEOUT_FIRST_BYTE, 100)).isFalse();
        assertThat(hides(Cause.TIMEOUT_FIRST_BYTE, 101)).isTrue();
        assertThat(hides(Cause.TIMEOUT_CONNECT, 10)).isFalse();
        assertThat(hides(Cause.TIMEOUT_CONNECT, 11)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "RESET", "WRONG_STATUS", "HEARTBEAT_MISSING", "CERTIFICATE_EXPIRED"})
    void whatIsNoMatterOfTimeCounts(Cause cause) {
        assertThat(hides(cause, 10_000)).isFalse();
    }

    @Test
    void theLoopIsLookedAtAsOftenAsTheShortestLimitAsksFor() {
        assertThat(StallFilter.periodNanos(PROBE))
                .isEqualTo(Duration.ofMillis(10).toNanos());
        assertThat(StallFilter.periodNanos(probe(10, 4)))
                .isEqualTo(Duration.ofMillis(1).toNanos());
    }
}
