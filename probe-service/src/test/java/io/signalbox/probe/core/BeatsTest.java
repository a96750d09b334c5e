package io.signalbox.probe.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.probe.Samples;
import org.junit.jupiter.api.Test;

class BeatsTest {

    private static final CheckName JOB = Samples.check("job");

    private final BlindTime blindTime = new BlindTime();
    private final HeartbeatRegistry heartbeats = new HeartbeatRegistry(blindTime);

    @Test
    void theNewestOfAllCountsHoweverItCame() {
        heartbeats.expect(JOB, 100);
        assertThat(heartbeats.silence(JOB, 150)).isEqualTo(new HeartbeatRegistry.Silence(50, 0, 50, false));

        heartbeats.heard(JOB, 120, 130);
        heartbeats.heard(JOB, 110, 140);
        assertThat(heartbeats.silence(JOB, 150)).isEqualTo(new HeartbeatRegistry.Silence(30, 0, 50, true));
        assertThat(heartbeats.beat(JOB, 145)).isTrue();
        assertThat(heartbeats.silence(JOB, 150)).isEqualTo(new HeartbeatRegistry.Silence(5, 0, 50, true));
    }

    @Test
    void whatCameBeforeThisProcessBeganIsKnownToo() {
        heartbeats.heard(JOB, -1_000, 90);
        heartbeats.expect(JOB, 100);
        assertThat(heartbeats.silence(JOB, 150)).isEqualTo(new HeartbeatRegistry.Silence(1_150, 0, 50, true));
        assertThat(heartbeats.beat(Samples.check("other"), 150)).isFalse();
    }

    @Test
    void timeInWhichNothingCouldBeKnownIsToldOfASilence() {
        heartbeats.expect(JOB, 100);
        heartbeats.beat(JOB, 200);
        blindTime.now(true, 300);
        assertThat(heartbeats.silence(JOB, 350).blindNanos()).isEqualTo(50);
        blindTime.now(false, 400);
        assertThat(heartbeats.silence(JOB, 900)).isEqualTo(new HeartbeatRegistry.Silence(700, 100, 800, true));

        heartbeats.beat(JOB, 1_000);
        assertThat(heartbeats.silence(JOB, 1_100).blindNanos()).isZero();
    }

    @Test
    void aHeartbeatOfBeforeABlindTimeIsTakenToBeAllOfItOld() {
        heartbeats.expect(JOB, 100);
        blindTime.now(true, 100);
        blindTime.now(false, 400);
        heartbeats.heard(JOB, 50, 500);
        assertThat(heartbeats.silence(JOB, 500).blindNanos()).isEqualTo(300);
        heartbeats.heard(JOB, 450, 500);
        assertThat(heartbeats.silence(JOB, 500).blindNanos()).isEqualTo(50);
    }
}
