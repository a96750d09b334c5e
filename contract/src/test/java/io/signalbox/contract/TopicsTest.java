package io.signalbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.VantageName;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private static final VantageName EAST = new VantageName("us-east-1");

    @Test
    void eachVantageHasATopicOfItsOwn() {
        assertThat(Topics.observations(EAST)).isEqualTo("signalbox.observations.us-east-1");
        assertThat(Topics.vantage("signalbox.observations.us-east-1")).isEqualTo(EAST);
        assertThat(Topics.of(List.of(EAST, new VantageName("eu-west-1")), Topics.MANY))
                .extracting(Topics.Spec::name)
                .startsWith("signalbox.observations.us-east-1", "signalbox.observations.eu-west-1")
                .endsWith(Topics.REJECTED)
                .doesNotContain(Topics.OBSERVATIONS);
    }

    @Test
    void observationsAreFoundByTheNameOfTheTopic() {
        assertThat(Topics.hasObservations("signalbox.observations.us-east-1")).isTrue();
        assertThat(Topics.hasObservations(Topics.OBSERVATIONS)).isTrue();
        for (String other : List.of(
                "signalbox.observations.", "signalbox.observations.A", "signalbox.observationsx", Topics.VERDICTS)) {
            assertThat(Topics.hasObservations(other)).as(other).isFalse();
            assertThat(Topics.vantage(other)).as(other).isNull();
        }
    }
}
