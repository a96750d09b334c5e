package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nobody decides for a while, with a failback pending, and home dies meanwhile. Whatever was believed before, traffic does
 * not go to a site that is dead.
 */
@Tag("long")
class OutageIT {

    /** Longer than an outage takes to begin, and shorter than it lasts: a failback is due while nobody decides. */
    private static final Duration STABLE_FOR = Duration.ofSeconds(20);

    /** Longer than restored beliefs, counters and locks of Kafka live. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(20);

    private static Stage twoDecisionServices() {
        return Stage.start(WorldPlan.DEMO.withDecisions(2).withStableFor(STABLE_FOR));
    }

    /** Traffic is away, and home is well again: it would be gone back to in a while. */
    private static void failbackIsPending(Stage stage) {
        stage.settle();
        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());
        stage.world().preferred().become(SiteMode.UP);
        Stage.eventually().untilAsserted(() -> {
            assertThat(stage.verdicts()).containsOnly(Verdict.UP);
            assertThat(stage.status().reason().code()).isEqualTo("failback-waits");
        });
    }

    private static void lasts(Duration outage, Stage stage) {
        await().pollInterval(Duration.ofMillis(200))
                .atMost(outage.multipliedBy(2))
                .during(outage)
                .until(() -> stage.answer().contains(stage.world().second().address()));
    }

    private static void staysAwayUntilHomeIsUpAgain(Stage stage, int flips) {
        Stage.eventually().untilAsserted(() -> assertThat(stage.verdicts()).containsExactly(Verdict.DOWN, Verdict.UP));
        lasts(AFTERWARDS, stage);
        assertThat(stage.flips()).as("answers that changed").isEqualTo(flips);

        stage.world().preferred().become(SiteMode.UP);
        stage.awaitSettledAt(stage.home());
        stage.assertNeverWithoutAnAnswer();
    }

    @Test
    void bothDecisionServicesAreKilledAndComeBackWithWhatTheyBelieved() {
        try (var stage = twoDecisionServices()) {
            failbackIsPending(stage);
            int flips = stage.flips();
            stage.world().cell().decisions().forEach(ServiceProcess::kill);
            stage.world().preferred().become(SiteMode.REFUSE);
            lasts(STABLE_FOR.multipliedBy(2), stage);

            stage.world().cell().decisions().forEach(ServiceProcess::start);
            stage.world().cell().decisions().forEach(ServiceProcess::awaitReady);
            staysAwayUntilHomeIsUpAgain(stage, flips);
        }
    }

    /** Long enough for Kafka Streams to give its tasks up and to revive them. */
    @Test
    void theBrokerIsKilledForNinetySecondsAndOrdersSurvive() {
        try (var stage = twoDecisionServices()) {
            failbackIsPending(stage);
            int flips = stage.flips();
            var taken = new ArrayList<String>();
            order(stage, "freeze", "before the outage", taken);
            order(stage, "thaw", "still before the outage", taken);
            assertThat(taken).as("orders that were taken before the outage").hasSize(2);
            stage.world().cell().broker().kill();
            stage.world().preferred().become(SiteMode.REFUSE);
            for (int round = 1; round <= 3; round++) {
                order(stage, "freeze", "in the outage " + round, taken);
                lasts(Duration.ofSeconds(30), stage);
            }

            stage.world().cell().broker().start();
            stage.world().cell().broker().awaitReady();
            Stage.eventually().untilAsserted(() -> assertThat(whys(stage)).containsAll(taken));
            Stage.eventually().untilAsserted(() -> {
                if (stage.status().freeze() != null) {
                    stage.order("thaw", Map.of("why", "the outage is over"));
                }
                assertThat(stage.status().freeze()).isNull();
            });
            staysAwayUntilHomeIsUpAgain(stage, flips);
            oneBrain(stage);
        }
    }

    private static void order(Stage stage, String what, String why, List<String> taken) {
        int status = stage.world().api().tryToDirect(what, Map.of("why", why));
        if (status == 200 || status == 202) {
            taken.add(why);
        } else {
            assertThat(status).as("how " + what + " is answered, " + why).isIn(-1, 503);
        }
    }

    private static List<String> whys(Stage stage) {
        return stage.world().api().journal(100).stream()
                .map(entry -> entry.reason().text())
                .map(text -> text.replaceFirst("^[^:]*: ", "").replaceFirst(";.*$", ""))
                .toList();
    }

    /** Two brains would each count on from the version that they know. */
    private static void oneBrain(Stage stage) {
        var versions = stage.world().api().journal(200).stream()
                .map(JournalEntry::version)
                .toList();
        assertThat(versions).as("versions of the journal, newest first").doesNotHaveDuplicates();
        assertThat(versions).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    }
}
