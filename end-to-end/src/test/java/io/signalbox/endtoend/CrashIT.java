package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Faults;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.sites.SiteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** SIGKILL at the moments that matter, and a start again: the same place, one epoch further, one change accepted. */
@ExtendWith(SharedStage.class)
class CrashIT {

    @Test
    void decisionKilledBeforeTheCommand(Stage stage) {
        endsInTheSamePlace(stage, stage.decision(), (faults, victim) -> victim.kill());
    }

    @Test
    void decisionKilledBeforeTheAcceptance(Stage stage) {
        endsInTheSamePlace(
                stage,
                stage.decision(),
                (faults, victim) -> faults.inject(Operation.CHANGE_RECORDS, new Fault.Before(victim::kill)));
    }

    @Test
    void decisionKilledBeforeTheOutcome(Stage stage) {
        endsInTheSamePlace(
                stage,
                stage.decision(),
                (faults, victim) -> faults.inject(Operation.CHANGE_RECORDS, new Fault.After(victim::kill)));
    }

    @Test
    void actuatorKilledBeforeTheCommand(Stage stage) {
        endsInTheSamePlace(stage, stage.actuator(), (faults, victim) -> victim.kill());
    }

    @Test
    void actuatorKilledBeforeTheAcceptance(Stage stage) {
        endsInTheSamePlace(
                stage,
                stage.actuator(),
                (faults, victim) -> faults.inject(Operation.CHANGE_RECORDS, new Fault.LostBefore(victim::kill)));
    }

    @Test
    void actuatorKilledBeforeTheOutcome(Stage stage) {
        endsInTheSamePlace(
                stage,
                stage.actuator(),
                (faults, victim) -> faults.inject(Operation.CHANGE_RECORDS, new Fault.LostAfter(victim::kill)));
    }

    private interface Trap {
        void set(Faults faults, ServiceProcess victim);
    }

    private static void endsInTheSamePlace(Stage stage, ServiceProcess victim, Trap trap) {
        long epoch = stage.fence().epoch();
        long accepted = stage.acceptedChanges();
        trap.set(stage.world().route53().faults(), victim);

        stage.world().preferred().become(SiteMode.REFUSE);
        Stage.eventually().until(() -> !victim.running());
        victim.start();
        stage.awaitSettledAt(stage.away());

        assertThat(stage.fence().epoch()).isEqualTo(epoch + 1);
        assertThat(stage.acceptedChanges()).isEqualTo(accepted + 1);
    }
}
