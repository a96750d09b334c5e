package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.sandbox.cloud.Sns;
import io.signalbox.sandbox.hooks.Delivery;
import io.signalbox.sandbox.sites.SiteMode;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People are told what happens to a service, whether it moves or not, and each move is measured against its objectives. */
@ExtendWith(SharedStage.class)
class NoticesIT {

    private static final String TOPIC = "arn:aws:sns:us-west-2:123456789012:operations";

    private static List<Delivery> pages(Stage stage, String path) {
        return stage.world().hooks().deliveries().stream()
                .filter(delivery -> delivery.path().equals(path) && delivery.taken())
                .toList();
    }

    private static void eventually(ThrowingCallable assertion) {
        Stage.eventually().untilAsserted(assertion::call);
    }

    @Test
    void healthAndMovesAreToldAndAnObjectiveThatNobodyCanMeetIsMissed(Stage stage) {
        stage.world().cloud().sns().putTopic(TOPIC);
        int before = stage.world().cloud().sns().messages().size();
        stage.follow("""
                objectives: {detection: 1h, recovery: 1s}
                notify:
                  - {on: [health], sns-notify: {region: us-west-2, topic: "%s"}}
                  - {on: [move-done, objective-missed], webhook: {url: "%s", format: slack}}
                """.formatted(TOPIC, stage.world().hooks().uri().resolve("/slack")));
        stage.world().second().become(SiteMode.ERROR);
        eventually(() -> assertThat(stage.world().cloud().sns().messages())
                .hasSizeGreaterThan(before)
                .last()
                .extracting(Sns.Message::message)
                .asString()
                .startsWith("orders: us-west-2 is DOWN: ")
                .endsWith("(cell us-west-2)"));
        assertThat(stage.answer()).containsExactly(stage.world().preferred().address());

        stage.world().second().become(SiteMode.UP);
        eventually(() -> assertThat(stage.verdicts()).containsOnly(Verdict.UP));
        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());
        eventually(() -> assertThat(pages(stage, "/slack"))
                .extracting(Delivery::body)
                .anySatisfy(body -> assertThat(body).contains("the traffic has moved from us-east-1 to us-west-2"))
                .anySatisfy(body -> assertThat(body).contains("recovery took", "the objective is 1s")));
        assertThat(stage.status().objectives())
                .extracting(ServiceStatus.Objective::name, ServiceStatus.Objective::met)
                .containsExactly(tuple("detection", true), tuple("recovery", false));
        assertThat(stage.status().objectives())
                .allSatisfy(objective -> assertThat(objective.actual()).isGreaterThan(Duration.ZERO));
    }
}
