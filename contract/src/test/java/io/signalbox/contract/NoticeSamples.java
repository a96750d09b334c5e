package io.signalbox.contract;

import static io.signalbox.contract.Samples.AT;
import static io.signalbox.contract.Samples.CELL;
import static io.signalbox.contract.Samples.DIGEST;
import static io.signalbox.contract.Samples.EAST;
import static io.signalbox.contract.Samples.FENCE;
import static io.signalbox.contract.Samples.HOSTNAME;
import static io.signalbox.contract.Samples.ORDERS;
import static io.signalbox.contract.Samples.REASON;
import static io.signalbox.contract.Samples.WEST;

import io.signalbox.contract.Samples.Sample;
import io.signalbox.contract.notice.NoticeEvent;
import io.signalbox.contract.reason.Severity;
import io.signalbox.contract.step.Webhook;
import java.time.Duration;
import java.util.List;

/** Notices about a service, and its objectives. */
final class NoticeSamples {

    private NoticeSamples() {}

    static List<Sample<?>> all() {
        return List.of(
                new Sample<>("command-notice", Command.class, notice()),
                new Sample<>("journal-lag", JournalEntry.class, journal()),
                new Sample<>("state-objectives", ServiceStatus.class, state()));
    }

    private static Command notice() {
        return new Command(
                        1,
                        ORDERS,
                        CELL,
                        "n12-0",
                        0,
                        1,
                        AT,
                        AT.plusSeconds(30),
                        null,
                        FENCE,
                        null,
                        new Webhook("https://events.example.com/v2", "PAGER_KEY", Webhook.Format.PAGERDUTY),
                        DIGEST,
                        null,
                        null,
                        "orders: us-east-1 is DOWN: 2 of 3 votes",
                        null)
                .about(new NoticeEvent("health", "health/us-east-1", Severity.ALARM, false));
    }

    private static RecoveryTimes times() {
        return new RecoveryTimes(
                null, null, AT, AT.plusMillis(40), null, AT.plusMillis(950), null, AT.minusMillis(1_500), AT);
    }

    private static JournalEntry journal() {
        return new JournalEntry(
                1,
                ORDERS,
                15,
                AT.plusSeconds(1),
                "objective-missed",
                EAST,
                WEST,
                18,
                "m18-53",
                0,
                null,
                null,
                REASON,
                null,
                times());
    }

    private static ServiceStatus state() {
        return new ServiceStatus(
                1,
                ORDERS,
                CELL,
                HOSTNAME,
                12,
                "steady",
                AT,
                WEST,
                null,
                17,
                FENCE,
                REASON,
                List.of(),
                List.of(),
                null,
                null,
                times(),
                DIGEST,
                "auto",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(
                        new ServiceStatus.Objective("recovery", Duration.ofMinutes(2), Duration.ofMillis(950), true),
                        new ServiceStatus.Objective("dataLoss", Duration.ZERO, Duration.ofMillis(1_500), false)));
    }
}
