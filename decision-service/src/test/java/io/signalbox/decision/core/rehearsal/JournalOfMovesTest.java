package io.signalbox.decision.core.rehearsal;

import static io.signalbox.decision.core.Orders.EAST;
import static io.signalbox.decision.core.Orders.POLICY;
import static io.signalbox.decision.core.Orders.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Policy;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The journal alone tells why traffic moved, and why it did not. */
class JournalOfMovesTest {

    private static Scene losing(Policy policy, SiteName... sites) {
        var scene = new Scene(Orders.topology(policy)).passes(Duration.ofSeconds(10));
        for (SiteName site : sites) {
            scene.vantages.lose(site);
            scene.passes(Duration.ofMinutes(1));
        }
        return scene;
    }

    private static void showsThreeVotesOn(SiteName site, Scene scene) {
        assertThat(scene.entries("verdict")).map(JournalEntry::evidence).anySatisfy(evidence -> {
            assertThat(evidence.site()).isEqualTo(site);
            assertThat(evidence.verdict()).isEqualTo(Verdict.DOWN);
            assertThat(evidence.votes()).hasSize(3);
        });
    }

    @Test
    void aMoveIsThereWithItsVotesAndItsReason() {
        Scene scene = losing(POLICY, EAST);
        showsThreeVotesOn(EAST, scene);
        assertThat(scene.entries("move-started")).singleElement().satisfies(entry -> {
            assertThat(entry.to()).isEqualTo(WEST);
            assertThat(entry.reason().text())
                    .startsWith("us-east-1 is DOWN: ")
                    .contains("2 needed", "eu-west-1 DOWN", "us-west-2 is the first site that is fit");
        });
    }

    @Test
    void aMoveThatWasConsideredAndNotMadeIsThereWithItsVotesAndItsReason() {
        var stays = new Policy(
                POLICY.quorum(), POLICY.failback(), Policy.WhenAllDown.STAY, POLICY.grace(), POLICY.planDeadline());
        Scene scene = losing(stays, WEST, EAST);
        assertThat(scene.moves).isEmpty();
        showsThreeVotesOn(EAST, scene);
        showsThreeVotesOn(WEST, scene);
        assertThat(scene.entries("held"))
                .extracting(entry -> entry.reason().text())
                .anyMatch(text -> text.contains("no site is fit"));
    }
}
