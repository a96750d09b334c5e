package io.signalbox.contract.topology.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.Quorum;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoneVoteTest {

    private static String found(String vantages, String policy) {
        Topology topology = Yaml.topology(Yaml.VALID
                .replace("[us-east-1, eu-west-1, us-west-2]", vantages)
                .replace("quorum: majority", policy));
        LoneVote vote = LoneVote.in(topology.services().getFirst(), topology.vantages());
        return vote == null ? "none" : vote.vantage() + " on " + vote.site();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[us-east-1]             | quorum: majority                         | us-east-1 on us-east-1",
                "[us-east-1]             | quorum: all                              | us-east-1 on us-east-1",
                "[us-east-1]             | quorum: 1                                | none",
                "[us-east-1, us-west-2]  | quorum: majority                         | none",
                "[us-east-1, us-west-2]  | excludeOwnVantage: true                  | us-west-2 on us-east-1",
                "[us-east-1, us-west-2]  | 'excludeOwnVantage: true, quorum: all'   | us-west-2 on us-east-1",
                "[us-east-1, us-west-2]  | 'excludeOwnVantage: true, quorum: 1'     | none",
                "[us-east-1, us-west-2, eu-west-1] | excludeOwnVantage: true        | none",
                "[us-east-1, us-west-2, eu-west-1] | quorum: 1                      | none",
            })
    void isWhereOneVantageDecidesAndNobodyHasWrittenThatItMay(String vantages, String policy, String expected) {
        assertThat(found(vantages, policy)).isEqualTo(expected);
    }

    @Test
    void aShadowThatInheritsAQuorumForWhichItHasTooFewVotersHasNotWrittenOne() {
        Service orders = Yaml.topology(Yaml.VALID
                        .replace("[us-east-1, eu-west-1, us-west-2]", "[us-east-1, us-west-2]")
                        .replace(
                                "policy: {quorum: majority",
                                "shadow: {excludeOwnVantage: true}\n    policy: {quorum: 2"))
                .services()
                .getFirst();
        Policy shadow = orders.shadow();
        assertThat(shadow).isNotNull();
        assertThat(shadow.quorum()).isEqualTo(new Quorum(null, true));
    }
}
