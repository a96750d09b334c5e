package io.signalbox.probe.beat;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.probe.Samples;
import io.signalbox.probe.core.BlindTime;
import io.signalbox.probe.core.CheckName;
import org.junit.jupiter.api.Test;

class BeatsTest {

    private static final CheckName JOB = Samples.check("job");

    private final BlindTime blindTime = new BlindTime();
    private final Beats beats = new Beats(blindTime);

    @Test
    void theNewestOfAllCountsHoweverItCame() {
        beats.expect(JOB, 100);
        assertThat(beats.silence(JOB, 150)).isEqualTo(new Beats.Silence(50, 0, 50, false));

        beats.heard(JOB, 120, 130);
        beats.heard(JOB, 110, 140);
        assertThat(beats.silence(JOB, 150)).isEqualTo(new Beats.Silence(30, 0, 50, true));
        assertThat(beats.beat(JOB, 145)).isTrue();
        assertThat(beats.silence(JOB, 150)).isEqualTo(new Beats.Silence(5, 0, 50, true));
    }

    @Test
    void whatCameBeforeThisProcessBeganIsKnownToo() {
        beats.heard(JOB, -1_000, 90);
        beats.expect(JOB, 100);
        assertThat(beats.silence(JOB, 150)).isEqualTo(new Beats.Silence(1_150, 0, 50, true));
        assertThat(beats.beat(Samples.check("other"), 150)).isFalse();
    }

    @Test
    void timeInWhichNothingCouldBeKnownIsToldOfASilence() {
        beats.expect(JOB, 100);
        beats.beat(JOB, 200);
        blindTime.now(true, 300);
        assertThat(beats.silence(JOB, 350).blindNanos()).isEqualTo(50);
        blindTime.now(false, 400);
        assertThat(beats.silence(JOB, 900)).isEqualTo(new Beats.Silence(700, 100, 800, true));

        beats.beat(JOB, 1_000);
        assertThat(beats.silence(JOB, 1_100).blindNanos()).isZero();
    }

    @Test
    void aHeartbeatOfBeforeABlindTimeIsTakenToBeAllOfItOld() {
        beats.expect(JOB, 100);
        blindTime.now(true, 100);
        blindTime.now(false, 400);
        beats.heard(JOB, 50, 500);
        assertThat(beats.silence(JOB, 500).blindNanos()).isEqualTo(300);
        beats.heard(JOB, 450, 500);
        assertThat(beats.silence(JOB, 500).blindNanos()).isEqualTo(50);
    }
}
