package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.sites.SiteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStage.class)
class FailoverIT {

    @Test
    void failsOverAndBack(Stage stage) {
        long epoch = stage.fence().epoch();
        int flips = stage.flips();

        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());
        assertThat(stage.fence().epoch()).isEqualTo(epoch + 1);

        stage.world().preferred().become(SiteMode.UP);
        stage.awaitSettledAt(stage.home());
        assertThat(stage.fence().epoch()).isEqualTo(epoch + 2);
        assertThat(stage.flips()).isEqualTo(flips + 2);
    }

    @Test
    void leavesASiteThatSwallowsPackets(Stage stage) {
        stage.world().preferred().become(SiteMode.BLACKHOLE);
        stage.awaitSettledAt(stage.away());
        assertThat(stage.status().recovery()).isNotNull().satisfies(times -> {
            assertThat(times.firstFailure()).isBefore(times.detected());
            assertThat(times.detected()).isBeforeOrEqualTo(times.decided());
            assertThat(times.decided()).isBefore(times.accepted());
            assertThat(times.accepted()).isBefore(times.insync());
            assertThat(times.insync()).isBeforeOrEqualTo(times.converged());
            assertThat(times.converged()).isBeforeOrEqualTo(times.reached());
        });
    }

    @Test
    void goesToTheLastResortWhenNoSiteIsUpAndLeavesItWithoutWaiting(Stage stage) {
        stage.world().preferred().become(SiteMode.ERROR);
        stage.world().second().become(SiteMode.ERROR);
        stage.awaitSettledAt("maintenance");
        stage.world().second().become(SiteMode.UP);
        stage.awaitSettledAt(stage.away());
    }

    @Test
    void recognisesASwitchWhoseAnswerWasLostAfterAcceptance(Stage stage) {
        long epoch = stage.fence().epoch();
        long accepted = stage.acceptedChanges();
        stage.world().route53().faults().inject(Operation.CHANGE_RECORDS, Fault.lostAfter());

        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());
        assertThat(stage.fence().epoch()).isEqualTo(epoch + 1);
        assertThat(stage.acceptedChanges()).isEqualTo(accepted + 1);
    }
}
