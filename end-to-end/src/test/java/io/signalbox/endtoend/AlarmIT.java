package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.sandbox.cloud.Alarms;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alarms of Amazon CloudWatch as probes: probers read them with the policy that {@code make iam} writes for probe-service. */
@Tag("long")
@ExtendWith(SharedStage.class)
class AlarmIT {

    private static final String REGION = "us-west-2";

    private static Alarms alarms(Stage stage) {
        return stage.world().cloud().cloudWatch().alarms();
    }

    @BeforeEach
    void watch(Stage stage) {
        alarms(stage).put(REGION, stage.home(), "OK");
        alarms(stage).put(REGION, stage.away(), "OK");
        String text = stage.world().topology().text();
        for (String site : List.of(stage.home(), stage.away())) {
            text = text.replaceFirst(
                    "(- \\{name: " + site + ", priority: .*)}",
                    "$1, probes: [{name: errors, cloudwatch-alarm: {region: " + REGION + ", name: " + site + "}}]}");
        }
        stage.followText(text);
        Stage.eventually().untilAsserted(() -> assertThat(stage.verdicts()).containsOnly(Verdict.UP));
        stage.awaitSettledAt(stage.home());
    }

    @AfterEach
    void unwatch(Stage stage) {
        stage.settle();
    }

    @Test
    void anAlarmMovesTheTrafficAndItsEndBringsItHome(Stage stage) {
        alarms(stage).put(REGION, stage.home(), "ALARM");

        stage.awaitSettledAt(stage.away());
        assertThat(stage.world().cloud().calls())
                .filteredOn(call -> call.operation().equals("DescribeAlarms"))
                .isNotEmpty()
                .allMatch(call -> call.accepted());

        alarms(stage).put(REGION, stage.home(), "OK");
        stage.awaitSettledAt(stage.home());
    }
}
