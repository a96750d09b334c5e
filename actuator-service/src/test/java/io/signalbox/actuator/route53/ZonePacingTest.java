package io.signalbox.actuator.route53;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A zone that refuses what comes too early: each refusal costs one of the few requests that an account has. */
class ZonePacingTest {

    private static final int CHANGES = 200;

    @ParameterizedTest(
            name = "a zone that is busy for {0} ms refuses at most {1} requests of the first, and {2} of 200")
    @CsvSource({"0, 0, 0", "40, 0, 6", "50, 0, 8", "300, 4, 16"})
    void refusalsAreFewFromTheFirstChangeOn(long processing, int atFirst, int inAll) {
        assertThat(refusals(processing, 2)).isLessThanOrEqualTo(atFirst);
        assertThat(refusals(processing, CHANGES)).isLessThanOrEqualTo(inAll);
    }

    /** @return how often the zone was busy until it had taken so many changes, each sent as early as allowed */
    private static int refusals(long processingMillis, int changes) {
        long processing = Duration.ofMillis(processingMillis).toNanos();
        long now = 0;
        long free = 0;
        int refused = 0;
        int taken = 0;
        var pacing = new ZonePacing(now);
        while (taken < changes) {
            now = Math.max(now, pacing.notBefore());
            if (now < free) {
                pacing.busy(now);
                refused++;
            } else {
                free = now + processing;
                pacing.taken(now);
                taken++;
            }
        }
        return refused;
    }
}
