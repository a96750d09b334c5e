package io.signalbox.decision.core.evidence;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.PAGE;
import static io.signalbox.decision.core.Orders.V1;
import static io.signalbox.decision.core.Orders.V2;
import static io.signalbox.decision.core.Orders.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Policy.Quorum;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElectorateTest {

    private static final List<VantageName> FOUR = List.of(V1, V2, V3, new VantageName("ap-south-1"));

    @Test
    void aMajorityIsOneOfThoseWhoMayVote() {
        var excluding = new SiteVoters(FOUR, new Quorum(null, true));
        assertThat(excluding.needed(EAST)).isEqualTo(2);
        assertThat(excluding.needed(PAGE)).isEqualTo(3);
        assertThat(new SiteVoters(FOUR, new Quorum(null, false)).needed(EAST)).isEqualTo(3);
    }

    @Test
    void onlyASitesOwnVantageMayBeExcluded() {
        var excluding = new SiteVoters(FOUR, new Quorum(null, true));
        assertThat(excluding.mayVote(V1, EAST)).isFalse();
        assertThat(excluding.mayVote(V2, EAST)).isTrue();
        assertThat(new SiteVoters(FOUR, new Quorum(null, false)).mayVote(V1, EAST))
                .isTrue();
    }
}
