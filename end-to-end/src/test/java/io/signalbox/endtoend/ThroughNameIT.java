package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.sandbox.sites.SiteMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The probes are well, and yet the name leads to where nobody answers. */
@Tag("long")
@ExtendWith(SharedStage.class)
class ThroughNameIT {

    private static final String NOBODY = "127.0.10.98";

    private static void follow(Stage stage, String text) {
        stage.world().topology().replace(text);
        String digest = stage.world().topology().read().digest();
        Stage.eventually()
                .untilAsserted(() -> assertThat(stage.status().topologyDigest()).isEqualTo(digest));
    }

    @Test
    void whatProbesDoNotSeeIsToldAndNothingIsTakenBack(Stage stage) {
        String second = stage.world().second().address();
        follow(
                stage,
                stage.world()
                        .topology()
                        .text()
                        .replace("{ipv4: [" + second + "]}", "{ipv4: [" + NOBODY + "]}, endpoint: " + second)
                        .replace("grace: 5s", "grace: 5s, planDeadline: 20s"));
        long epoch = stage.fence().epoch();

        stage.world().preferred().become(SiteMode.REFUSE);

        Stage.eventually()
                .untilAsserted(() -> assertThat(stage.status().reason().text())
                        .contains("all name servers answer", "through the name", NOBODY));
        assertThat(stage.status().active()).isEqualTo(new SiteName(stage.away()));
        Stage.eventually().untilAsserted(() -> assertThat(stage.status().alarms())
                .extracting(Reason::code)
                .contains("move-unproven"));
        assertThat(stage.answer()).containsExactly(NOBODY);
        assertThat(stage.fence().epoch()).isEqualTo(epoch + 1);

        stage.world().preferred().become(SiteMode.UP);
        stage.awaitSettledAt(stage.home());
        assertThat(stage.status().recovery().reached()).isNotNull();
    }
}
