package io.signalbox.sandbox.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteModeTest {

    @ParameterizedTest
    @ValueSource(strings = {"up", "error", "refuse", "blackhole", "hang", "slow-250"})
    void readsWhatItWrites(String text) {
        assertThat(SiteMode.parse(text)).map(SiteMode::text).contains(text);
    }

    @Test
    void knowsHowSlowAndNothingElse() {
        assertThat(SiteMode.parse("slow-250")).contains(SiteMode.slow(Duration.ofMillis(250)));
        assertThat(SiteMode.parse("slow")).isEmpty();
        assertThat(SiteMode.parse("dead")).isEmpty();
    }
}
