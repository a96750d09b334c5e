package io.signalbox.probe.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.probe.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PendingObservationTest {

    private static final long MS = 1_000_000;
    private static final Duration DELIVERY = Duration.ofSeconds(3);

    private final PendingObservation measured = Samples.measured(
            new CheckName(new ServiceName("orders"), new SiteName("us-east-1"), new ProbeName("health")),
            1,
            1_000 * MS);

    @Test
    void carriesItsAgeAtTheHandOver() {
        assertThat(measured.at(1_250 * MS).ageMicros()).isEqualTo(250_000);
    }

    @Test
    void isNotWorthSendingWhenItCouldArriveStale() {
        assertThat(measured.worthSending(3_000 * MS, DELIVERY)).isTrue();
        assertThat(measured.worthSending(3_001 * MS, DELIVERY)).isFalse();
    }
}
